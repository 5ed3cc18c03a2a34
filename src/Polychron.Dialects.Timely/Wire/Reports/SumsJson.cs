using System.Text.Json;
using Polychron.Domain.Reports;

namespace Polychron.Dialects.Timely.Wire.Reports;

/// <summary>The sums of a report's group.</summary>
internal static class SumsJson
{
    /// <summary>Writes the durations, and the money for who sees it, into the object that is open.</summary>
    public static void WriteSums(this Utf8JsonWriter json, Viewer viewer, SplitSums sums)
    {
        json.WriteDuration("duration", sums.All.Seconds);
        json.WriteDuration("estimated_duration", sums.All.EstimatedSeconds);
        json.WriteDuration("billed_duration", sums.Billed.Seconds);
        json.WriteDuration("unbilled_duration", sums.Unbilled.Seconds);
        json.WriteDuration("billable_duration", sums.Billable.Seconds);
        json.WriteDuration("non_billable_duration", sums.NotBillable.Seconds);
        json.WriteMoney("cost", viewer, sums.All.Revenue);
        json.WriteMoney("estimated_cost", viewer, sums.All.EstimatedRevenue);
        json.WriteMoney("billed_cost", viewer, sums.Billed.Revenue);
        json.WriteMoney("unbilled_cost", viewer, sums.Unbilled.Revenue);
    }
}
