using System.Text.Json.Serialization;
using NodaTime.Text;
using Polychron.Domain.Budgets;
using Polychron.Domain.Log;

namespace Polychron.Storage.Rows;

/// <summary>A stored level of a budget's use.</summary>
internal sealed class BudgetLevelRow : ImageRow<BudgetLevel>
{
    [JsonPropertyName("k")]
    public int BudgetKind { get; set; }

    [JsonPropertyName("a")]
    public long Amount { get; set; }

    [JsonPropertyName("w")]
    public string? WindowStart { get; set; }

    [JsonPropertyName("p")]
    public int Percent { get; set; }

    public static BudgetLevelRow From(BudgetLevel level)
    {
        var row = new BudgetLevelRow
        {
            BudgetKind = (int)level.BudgetKind,
            Amount = level.Amount,
            WindowStart = level.WindowStart is { } day ? LocalDatePattern.Iso.Format(day) : null,
            Percent = level.Percent,
        };
        row.Stamp(level);
        return row;
    }

    protected override Entity Convert() => new BudgetLevel
    {
        BudgetKind = (BudgetKind)BudgetKind,
        Amount = Amount,
        WindowStart = WindowStart is null ? null : LocalDatePattern.Iso.Parse(WindowStart).Value,
        Percent = Percent,
    };
}
