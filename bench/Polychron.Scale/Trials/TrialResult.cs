using Polychron.Scale.Service;

namespace Polychron.Scale.Trials;

/// <summary>How near a limit is.</summary>
/// <param name="Name">What is limited.</param>
/// <param name="Used">Which part of the limit was used over the measured span; 1 is all.</param>
/// <param name="Refused">How many requests it refused in that span.</param>
internal sealed record Strain(string Name, double Used, long Refused);

/// <summary>What a load at one rate came to.</summary>
internal sealed record TrialResult
{
    /// <summary>Requests a second that were offered.</summary>
    public required double Offered { get; init; }

    public required int Instances { get; init; }

    public required int Workers { get; init; }

    /// <summary>Acknowledged writes a second.</summary>
    public required double Writes { get; init; }

    /// <summary>Answered reads a second.</summary>
    public required double Reads { get; init; }

    public required TimeSpan WriteP50 { get; init; }

    public required TimeSpan WriteP99 { get; init; }

    public required TimeSpan ReadP50 { get; init; }

    public required TimeSpan ReadP99 { get; init; }

    /// <summary>Which part of the requests was answered with an error, or not at all.</summary>
    public required double Errors { get; init; }

    /// <summary>Which part was refused by the rate limit of its token; it is among the errors.</summary>
    public required double TooMany { get; init; }

    /// <summary>Requests that arrived in the measured span.</summary>
    public required long Requests { get; init; }

    /// <summary>What requests asked of the services.</summary>
    public required OperationCount Front { get; init; }

    /// <summary>What the background asked of the services.</summary>
    public required OperationCount Back { get; init; }

    /// <summary>Answers 503 a request.</summary>
    public double Throttled => (double)(Front.Throttled + Back.Throttled) / Requests;

    /// <summary>Refused commits of requests for each that was made.</summary>
    public double ConflictsOfCommit => (double)Front.Conflicts / Math.Max(1, Front.Commits - Front.Conflicts);

    /// <summary>Deliveries of webhooks a second.</summary>
    public required double Deliveries { get; init; }

    /// <summary>Messages that wait or are worked on at the end of the load.</summary>
    public required long Backlog { get; init; }

    /// <summary>Whether that many are no sign of queues that grow.</summary>
    public required bool KeepsUp { get; init; }

    /// <summary>Executions of functions in the measured span.</summary>
    public required long Executions { get; init; }

    /// <summary>Seconds in which instances were active, summed over instances.</summary>
    public required double ActiveSeconds { get; init; }

    /// <summary>The limits, the one that refused most first, then by use.</summary>
    public required IReadOnlyList<Strain> Strains { get; init; }

    /// <summary>How long runs of timers took, by name.</summary>
    public required IReadOnlyList<(string Name, TimeSpan Took, bool IsOver)> Timers { get; init; }

    /// <summary>What p99 may be at most.</summary>
    public static readonly TimeSpan MaxP99 = TimeSpan.FromSeconds(1);

    /// <summary>Which part of the requests may fail at most.</summary>
    public const double MaxErrors = 0.001;

    /// <summary>Whether the load was served well.</summary>
    public bool IsGood => WriteP99 < MaxP99 && ReadP99 < MaxP99 && Errors <= MaxErrors && KeepsUp;
}
