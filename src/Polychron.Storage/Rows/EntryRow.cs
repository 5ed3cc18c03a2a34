using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;

namespace Polychron.Storage.Rows;

/// <summary>A stored time entry.</summary>
internal sealed class EntryRow : ImageRow<Entry>
{
    [JsonPropertyName("u")]
    public long UserId { get; set; }

    /// <summary>The creator, where it is another than the user.</summary>
    [JsonPropertyName("cr")]
    public long? CreatorUserId { get; set; }

    [JsonPropertyName("p")]
    public long? ProjectId { get; set; }

    [JsonPropertyName("s")]
    public long Start { get; set; }

    [JsonPropertyName("e")]
    public long? End { get; set; }

    [JsonPropertyName("ts")]
    public long? TimerStartedAt { get; set; }

    [JsonPropertyName("tx")]
    public long? TimerStoppedAt { get; set; }

    [JsonPropertyName("o")]
    public bool? IsDayOnly { get; set; }

    [JsonPropertyName("d")]
    public long DurationSeconds { get; set; }

    [JsonPropertyName("t")]
    public string? Title { get; set; }

    [JsonPropertyName("n")]
    public string? Notes { get; set; }

    [JsonPropertyName("b")]
    public int BillingStatus { get; set; }

    [JsonPropertyName("l")]
    public long[]? LabelIds { get; set; }

    [JsonPropertyName("es")]
    public long? EstimatedSeconds { get; set; }

    [JsonPropertyName("ie")]
    public bool? IsEstimate { get; set; }

    [JsonPropertyName("r")]
    public long? HourRate { get; set; }

    [JsonPropertyName("ir")]
    public long? InternalHourRate { get; set; }

    [JsonPropertyName("ei")]
    public string? ExternalId { get; set; }

    /// <summary>Who last changed it, where it is another than the user.</summary>
    [JsonPropertyName("ur")]
    public long? UpdaterUserId { get; set; }

    [JsonPropertyName("cf")]
    public string? CreatedFrom { get; set; }

    [JsonPropertyName("uf")]
    public string? UpdatedFrom { get; set; }

    [JsonPropertyName("ba")]
    public long? BilledAt { get; set; }

    [JsonPropertyName("f")]
    public Dictionary<string, string>? CustomFields { get; set; }

    public static EntryRow From(Entry entry)
    {
        var row = new EntryRow
        {
            UserId = entry.UserId,
            CreatorUserId = entry.CreatorUserId == entry.UserId ? null : entry.CreatorUserId,
            ProjectId = entry.ProjectId,
            Start = Domain.Time.Microseconds.FromInstant(entry.Start),
            End = Microseconds(entry.End),
            TimerStartedAt = Microseconds(entry.TimerStartedAt),
            TimerStoppedAt = Microseconds(entry.TimerStoppedAt),
            IsDayOnly = entry.IsDayOnly ? true : null,
            DurationSeconds = entry.DurationSeconds,
            Title = entry.Title,
            Notes = entry.Notes,
            BillingStatus = (int)entry.BillingStatus,
            LabelIds = entry.LabelIds.IsEmpty ? null : [.. entry.LabelIds],
            EstimatedSeconds = OrNull(entry.EstimatedSeconds),
            IsEstimate = entry.IsEstimate ? true : null,
            HourRate = OrNull(entry.HourRate),
            InternalHourRate = OrNull(entry.InternalHourRate),
            ExternalId = entry.ExternalId,
            UpdaterUserId = entry.UpdaterUserId == entry.UserId ? null : entry.UpdaterUserId,
            CreatedFrom = entry.CreatedFrom,
            UpdatedFrom = entry.UpdatedFrom,
            BilledAt = Microseconds(entry.BilledAt),
            CustomFields = CustomFieldRow.From(entry.CustomFields),
        };
        row.Stamp(entry);
        return row;
    }

    /// <summary>Made in one piece and not as a copy of a copy: lists and reports read entries by the thousand.</summary>
    public override Entry ToEntity() => (Entry)Convert();

    protected override Entity Convert() => new Entry
    {
        Id = Id,
        Version = Version,
        Sequence = Sequence,
        CreatedAt = Domain.Time.Microseconds.ToInstant(CreatedAt),
        UpdatedAt = Domain.Time.Microseconds.ToInstant(UpdatedAt),
        UserId = UserId,
        CreatorUserId = CreatorUserId ?? UserId,
        ProjectId = ProjectId,
        Start = Domain.Time.Microseconds.ToInstant(Start),
        End = Instant(End),
        TimerStartedAt = Instant(TimerStartedAt),
        TimerStoppedAt = Instant(TimerStoppedAt),
        IsDayOnly = IsDayOnly ?? false,
        DurationSeconds = DurationSeconds,
        Title = Title,
        Notes = Notes,
        BillingStatus = (BillingStatus)BillingStatus,
        LabelIds = LabelIds is null ? [] : LabelIds.ToImmutableSortedSet(),
        EstimatedSeconds = EstimatedSeconds ?? 0,
        IsEstimate = IsEstimate ?? false,
        HourRate = HourRate ?? 0,
        InternalHourRate = InternalHourRate ?? 0,
        ExternalId = ExternalId,
        UpdaterUserId = UpdaterUserId ?? UserId,
        CreatedFrom = CreatedFrom,
        UpdatedFrom = UpdatedFrom,
        BilledAt = Instant(BilledAt),
        CustomFields = CustomFieldRow.To(CustomFields),
    };

    private static long? OrNull(long number) => number == 0 ? null : number;

    private static long? Microseconds(Instant? instant) =>
        instant is { } value ? Domain.Time.Microseconds.FromInstant(value) : null;

    private static Instant? Instant(long? microseconds) =>
        microseconds is { } value ? Domain.Time.Microseconds.ToInstant(value) : null;
}
