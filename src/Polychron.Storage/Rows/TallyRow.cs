using System.Text.Json.Serialization;
using Polychron.Domain.Entries;

namespace Polychron.Storage.Rows;

/// <summary>Stored sums over entries, as of a sequence number.</summary>
internal sealed class TallyRow
{
    [JsonPropertyName("q")]
    public long AsOf { get; set; }

    [JsonPropertyName("n")]
    public long Count { get; set; }

    [JsonPropertyName("s")]
    public long Seconds { get; set; }

    [JsonPropertyName("es")]
    public long EstimatedSeconds { get; set; }

    [JsonPropertyName("ds")]
    public long BilledSeconds { get; set; }

    [JsonPropertyName("bs")]
    public long BillableSeconds { get; set; }

    [JsonPropertyName("c")]
    public long Cost { get; set; }

    [JsonPropertyName("ec")]
    public long EstimatedCost { get; set; }

    [JsonPropertyName("dc")]
    public long BilledCost { get; set; }

    [JsonPropertyName("ic")]
    public long InternalCost { get; set; }

    public static TallyRow From(EntryTally tally) => new()
    {
        AsOf = tally.AsOf,
        Count = tally.Count,
        Seconds = tally.Seconds,
        EstimatedSeconds = tally.EstimatedSeconds,
        BilledSeconds = tally.BilledSeconds,
        BillableSeconds = tally.BillableSeconds,
        Cost = tally.Cost,
        EstimatedCost = tally.EstimatedCost,
        BilledCost = tally.BilledCost,
        InternalCost = tally.InternalCost,
    };

    /// <summary>The stored form of several sums; null for none.</summary>
    public static Dictionary<long, TallyRow>? From(IReadOnlyDictionary<long, EntryTally> tallies) =>
        tallies.Count == 0 ? null : tallies.ToDictionary(tally => tally.Key, tally => From(tally.Value));

    /// <summary>Puts stored sums over earlier ones.</summary>
    public static void Merge(Dictionary<long, TallyRow>? rows, Dictionary<long, EntryTally> tallies)
    {
        foreach (var (key, row) in rows ?? [])
        {
            tallies[key] = row.ToTally();
        }
    }

    public EntryTally ToTally() => new()
    {
        AsOf = AsOf,
        Count = Count,
        Seconds = Seconds,
        EstimatedSeconds = EstimatedSeconds,
        BilledSeconds = BilledSeconds,
        BillableSeconds = BillableSeconds,
        Cost = Cost,
        EstimatedCost = EstimatedCost,
        BilledCost = BilledCost,
        InternalCost = InternalCost,
    };
}
