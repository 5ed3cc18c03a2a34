using System.Globalization;
using System.Text;

namespace Polychron.Bench.Rollups;

/// <summary>The results as Markdown.</summary>
internal static class RollupText
{
    private const string YearReport = "year by client and user (Timely)";
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Of(IReadOnlyList<SizeResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine("| report | entries | p50 | p99 | storage reads | live SQL p50 | live SQL p99 |");
        text.AppendLine("|---|---:|---:|---:|---|---:|---:|");
        for (var i = 0; i < results[0].Reports.Count; i++)
        {
            foreach (var result in results)
            {
                var report = result.Reports[i];
                text.AppendLine(
                    Culture,
                    $"| {report.Scenario.Title} | {result.Seeded.Entries:N0} | {Time(report.Served.P50)} | {Time(report.Served.P99)} | {Reads(report)} | {Time(report.Live?.P50)} | {Time(report.Live?.P99)} |");
            }
        }

        text.AppendLine();
        text.AppendLine("| entries | written per second | records folded per second | bytes per entry, without cells | bytes of cells per entry | server memory | `timew summary` of the year |");
        text.AppendLine("|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var result in results)
        {
            var seeded = result.Seeded;
            text.AppendLine(
                Culture,
                $"| {seeded.Entries:N0} | {seeded.Entries / seeded.Seeding.TotalSeconds:N0} | {seeded.Records / seeded.Folding.TotalSeconds:N0} | {seeded.Bytes / seeded.Entries:N0} | {(double)seeded.CellBytes / seeded.Entries:N1} | {result.MemoryBytes / (1 << 20):N0} MiB | {(result.Timewarrior is { } timew ? Time(timew.P50) : "not installed")} |");
        }

        text.AppendLine();
        var (first, last) = (Year(results[0]), Year(results[^1]));
        var ratio = last.TotalMilliseconds / first.TotalMilliseconds;
        text.AppendLine(Culture, $"- year report at {results[^1].Seeded.Entries:N0} / at {results[0].Seeded.Entries:N0} entries: **{ratio:0.00}** (aim at most 2: {Verdict(ratio <= 2)})");
        text.AppendLine(Culture, $"- year report, p50: **{Time(last)}** (aim under 20 ms: {Verdict(last.TotalMilliseconds < 20)})");
        var memory = results.Max(result => result.MemoryBytes) / (1 << 20);
        text.AppendLine(Culture, $"- server memory: **{memory} MiB** (aim under 300 MiB: {Verdict(memory < 300)})");
        return text.ToString();
    }

    private static TimeSpan Year(SizeResult result) => result.Reports.Single(report => report.Scenario.Title == YearReport).Served.P50;

    private static string Verdict(bool isMet) => isMet ? "met" : "missed";

    private static string Reads(ReportResult report) => string.Join(
        " + ", report.Operations.OrderByDescending(kind => kind.Key, StringComparer.Ordinal).Select(kind => string.Create(Culture, $"{kind.Value} {kind.Key}")));

    private static string Time(TimeSpan? time) => time is { } value
        ? value.TotalMilliseconds switch
        {
            < 1 => string.Create(Culture, $"{value.TotalMicroseconds:0} µs"),
            < 100 => string.Create(Culture, $"{value.TotalMilliseconds:0.0} ms"),
            _ => string.Create(Culture, $"{value.TotalMilliseconds:N0} ms"),
        }
        : "";
}
