using NodaTime;

namespace Polychron.Soak.Model;

/// <summary>What an entry is, in words that no dialect owns.</summary>
internal sealed record EntryFacts
{
    /// <summary>Whose time it is.</summary>
    public required long UserId { get; init; }

    /// <summary>The title, which holds a mark that no other entry has.</summary>
    public required string Title { get; init; }

    public string? Notes { get; init; }

    public required Instant Start { get; init; }

    /// <summary>Its duration in seconds; of a running timer 0.</summary>
    public long Seconds { get; init; }

    public long? Project { get; init; }

    /// <summary>Ids of labels, ascending, with a comma between them.</summary>
    public string Labels { get; init; } = "";

    /// <summary>One of undetermined, not_billable, billable, billed, paid. Who cannot tell some apart names several, with a bar between them.</summary>
    public required string Billing { get; init; }

    public bool IsRunning { get; init; }

    public Instant End => Start + Duration.FromSeconds(Seconds);

    public IReadOnlyList<long> LabelIds => Labels.Length == 0 ? [] : [.. Labels.Split(',').Select(long.Parse)];

    /// <summary>Ids in the form of <see cref="Labels"/>.</summary>
    public static string LabelsOf(IEnumerable<long> ids) => string.Join(',', ids.Order());
}

/// <summary>An entry as a dialect shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Facts">What it says.</param>
/// <param name="KnowsLabels">Whether it tells of labels.</param>
/// <param name="IsToTheSecond">Whether it shows the start to the second only.</param>
internal sealed record EntryView(long Id, EntryFacts Facts, bool KnowsLabels = true, bool IsToTheSecond = false)
{
    /// <summary>Minor units an hour, where shown.</summary>
    public long HourRate { get; init; }

    /// <summary>The first thing in which this is not what is expected, or null.</summary>
    public string? DifferenceTo(EntryFacts expected) =>
        Facts.UserId != expected.UserId ? Differs("user", Facts.UserId, expected.UserId)
        : Facts.Title != expected.Title ? Differs("title", Facts.Title, expected.Title)
        : (Facts.Notes ?? "") != (expected.Notes ?? "") ? Differs("notes", Facts.Notes, expected.Notes)
        : Facts.Start != Precise(expected.Start) ? Differs("start", Facts.Start, expected.Start)
        : Facts.IsRunning != expected.IsRunning ? Differs("running", Facts.IsRunning, expected.IsRunning)
        : !expected.IsRunning && Facts.Seconds != expected.Seconds ? Differs("seconds", Facts.Seconds, expected.Seconds)
        : Facts.Project != expected.Project ? Differs("project", Facts.Project, expected.Project)
        : KnowsLabels && Facts.Labels != expected.Labels ? Differs("labels", Facts.Labels, expected.Labels)
        : !Facts.Billing.Split('|').Contains(expected.Billing) ? Differs("billing", Facts.Billing, expected.Billing)
        : null;

    private Instant Precise(Instant start) => IsToTheSecond ? Instant.FromUnixTimeSeconds(start.ToUnixTimeSeconds()) : start;

    private static string Differs(string what, object? found, object? expected) => $"{what} is {found ?? "null"}, not {expected ?? "null"}";
}
