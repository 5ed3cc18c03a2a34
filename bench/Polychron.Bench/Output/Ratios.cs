using Polychron.Bench.Load;
using Polychron.Bench.Raw;

namespace Polychron.Bench.Output;

/// <summary>What the rates come to beside each other: absolute numbers say more about the machine than about the app.</summary>
internal static class Ratios
{
    /// <summary>The ratios of the rows that were measured.</summary>
    public static IReadOnlyList<MeasuredRatio> Of(IReadOnlyList<BenchRow> rows, TimingScenarios scenarios)
    {
        (string Name, BenchRow? Of, BenchRow? To, double? Aim)[] wanted =
        [
            ("get entry / empty endpoint, 32 connections", Row(scenarios.Get32), Row(scenarios.Empty32), 0.5),
            ("get entry / empty endpoint, 1 connection", Row(scenarios.GetOne), Row(scenarios.EmptyOne), null),
            ("create entry with 32 connections / raw commits of one row", Row(scenarios.Create32), Raw(1), 1.0),
            ("create entry with 1 connection / raw commits of one row", Row(scenarios.CreateOne), Raw(1), null),
        ];
        return
        [
            .. from ratio in wanted
               where ratio is { Of: not null, To: not null }
               select new MeasuredRatio(ratio.Name, MedianOf(ratio.Of, ratio.To), ratio.Aim),
        ];

        // Each round's own ratio, since what disturbs a round disturbs both rows of it.
        static double MedianOf(BenchRow of, BenchRow to)
        {
            var ratios = of.Results.Zip(to.Results, (one, other) => one.PerSecond / other.PerSecond).Order().ToArray();
            return ratios[(ratios.Length - 1) / 2];
        }

        BenchRow? Row(Scenario scenario) => rows.FirstOrDefault(row => (row as ScenarioRow)?.Scenario == scenario);

        BenchRow? Raw(int rowsInCommit) => rows.FirstOrDefault(row => (row as RawRow)?.RowsInCommit == rowsInCommit);
    }
}
