namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the <see cref="TimerInfo"/> parameter of a function that runs by a schedule in UTC.</summary>
/// <param name="schedule">
/// An NCRONTAB expression of six fields (second, minute, hour, day, month, day of the week) or of five (without the
/// second), or <c>%Name%</c> for the one in that setting.
/// </param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute
{
    /// <summary>The schedule expression as it was given.</summary>
    public string Schedule { get; private set; } = schedule;

    /// <summary>Whether the function runs once at every start of the host, too.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>
    /// Whether the last run is remembered in the table store, so that an occurrence missed while the host was down is made
    /// up for once at start (default true; without effect for a schedule that comes more often than once a minute).
    /// </summary>
    public bool UseMonitor { get; set; } = true;
}
