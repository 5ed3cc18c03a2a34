using System.Text.Json.Serialization;
using NodaTime;
using Polychron.Domain.Entries.Policies;

namespace Polychron.Storage.Rows;

/// <summary>A workspace's stored rules for entries; none are stored as nothing.</summary>
internal sealed class EntryPolicyRow
{
    [JsonPropertyName("o")]
    public int Overlap { get; set; }

    [JsonPropertyName("m")]
    public int RoundingMode { get; set; }

    [JsonPropertyName("n")]
    public int RoundingMinutes { get; set; } = 1;

    [JsonPropertyName("s")]
    public int RoundingScope { get; set; }

    /// <summary>The day as yyyymmdd.</summary>
    [JsonPropertyName("l")]
    public int? LockedBefore { get; set; }

    [JsonPropertyName("p")]
    public bool RequiresProject { get; set; }

    [JsonPropertyName("t")]
    public bool RequiresLabel { get; set; }

    public static EntryPolicyRow? From(EntryPolicy policy) => policy == EntryPolicy.None ? null : new EntryPolicyRow
    {
        Overlap = (int)policy.Overlap,
        RoundingMode = (int)policy.Rounding.Mode,
        RoundingMinutes = policy.Rounding.Minutes,
        RoundingScope = (int)policy.Rounding.Scope,
        LockedBefore = policy.LockedBefore is { } day ? (((day.Year * 100) + day.Month) * 100) + day.Day : null,
        RequiresProject = policy.RequiresProject,
        RequiresLabel = policy.RequiresLabel,
    };

    public EntryPolicy ToPolicy() => new()
    {
        Overlap = (OverlapRule)Overlap,
        Rounding = new Rounding((RoundingMode)RoundingMode, RoundingMinutes, (RoundingScope)RoundingScope),
        LockedBefore = LockedBefore is { } day ? new LocalDate(day / 10_000, day / 100 % 100, day % 100) : null,
        RequiresProject = RequiresProject,
        RequiresLabel = RequiresLabel,
    };
}
