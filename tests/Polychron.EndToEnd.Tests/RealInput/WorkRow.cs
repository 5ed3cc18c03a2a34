namespace Polychron.EndToEnd.Tests.RealInput;

/// <summary>A row of a task log.</summary>
/// <param name="Project">The project.</param>
/// <param name="Team">Its team.</param>
/// <param name="Person">Who worked.</param>
/// <param name="Phase">What was done.</param>
/// <param name="Start">When it began, UTC; null where the log does not say.</param>
/// <param name="Minutes">How long it took.</param>
public sealed record WorkRow(string Project, string Team, string Person, string Phase, DateTime? Start, int Minutes)
{
    public long Seconds => Minutes * 60L;

    /// <summary>The first day of the month in which it began.</summary>
    public string Month => $"{Start:yyyy-MM}-01";
}
