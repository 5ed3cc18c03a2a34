namespace Polychron.Operator.Health;

/// <summary>
/// The line that the health timer writes each minute. Alerts on Azure read it as text, so its words are a contract: whoever
/// changes them changes the alerts' queries too.
/// </summary>
public static class HealthLine
{
    /// <summary>The category of the line.</summary>
    public const string Category = "Polychron.Health";

    /// <summary>
    /// The line's template. Counts and ages are whole numbers, ages in seconds; all of them are 0 where nothing waits, and no
    /// line is written in a minute in which the store could not tell them.
    /// </summary>
    public const string Template =
        "Health: poison messages {PoisonMessages}, webhook backlog {WebhookBacklog} records {WebhookBacklogSeconds} s old, "
        + "rollup lag {RollupLag} records {RollupLagSeconds} s old, log head {LogHead}";
}
