using System.Text.Json.Nodes;
using Polychron.Domain.Money;

namespace Polychron.Dialects.Timely.Tests.Support;

/// <summary>The sums of a report's group, in the document's form.</summary>
public sealed record Sums(long Seconds, long Estimated, long Billed, long Billable, long Cost, long EstimatedCost, long BilledCost)
{
    public static readonly string[] Names =
    [
        "duration", "estimated_duration", "billed_duration", "unbilled_duration", "billable_duration", "non_billable_duration",
        "cost", "estimated_cost", "billed_cost", "unbilled_cost",
    ];

    /// <summary>Reads the sums of a group, and checks that all forms of each number agree.</summary>
    public static Sums Of(JsonNode group, Currency currency)
    {
        var sums = new Sums(
            Read(group, "duration"), Read(group, "estimated_duration"), Read(group, "billed_duration"), Read(group, "billable_duration"),
            ReadMoney(group, "cost", currency), ReadMoney(group, "estimated_cost", currency), ReadMoney(group, "billed_cost", currency));
        Assert.Equal(sums.Seconds - sums.Billed, Read(group, "unbilled_duration"));
        Assert.Equal(sums.Seconds - sums.Billable, Read(group, "non_billable_duration"));
        Assert.Equal(sums.Cost - sums.BilledCost, ReadMoney(group, "unbilled_cost", currency));
        return sums;
    }

    private static long Read(JsonNode group, string name)
    {
        var duration = group[name]!;
        var total = duration.Number("total_seconds");
        Assert.Equal(total, duration.Number("hours") * 3_600 + duration.Number("minutes") * 60 + duration.Number("seconds"));
        Assert.Equal(total / 60, duration.Number("total_minutes"));
        return total;
    }

    private static long ReadMoney(JsonNode group, string name, Currency currency)
    {
        var fractional = group[name]!.Number("fractional");
        Assert.Equal(currency.ToAmount(fractional), group[name]!["amount"]!.GetValue<decimal>());
        Assert.Equal(currency.Format(fractional), group[name]!.Text("formatted"));
        return fractional;
    }
}
