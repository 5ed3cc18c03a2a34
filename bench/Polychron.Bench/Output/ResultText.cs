using System.Globalization;
using System.Text;
using Polychron.Bench.Load;

namespace Polychron.Bench.Output;

/// <summary>The results as Markdown, which a terminal shows as well.</summary>
internal static class ResultText
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Table, ratios and the rest.</summary>
    public static string Of(Measured measured)
    {
        var text = new StringBuilder();
        Table(text, measured.Rows);
        text.AppendLine();
        foreach (var ratio in measured.Ratios)
        {
            text.AppendLine(Culture, $"- {ratio.Name}: **{ratio.Value:0.00}**{Verdict(ratio)}");
        }

        if (measured.StartUp is { } start)
        {
            text.AppendLine(Culture, $"- start on an empty store to the first 200 of `/healthz`: {start.Time.TotalMilliseconds:0} ms");
            text.AppendLine(Culture, $"- resident memory of the idle app on an empty store: {start.ResidentBytes / (double)(1 << 20):0} MiB");
        }

        return text.ToString();
    }

    private static string Verdict(MeasuredRatio ratio) => ratio.Aim is { } aim
        ? string.Create(Culture, $" (aim {aim:0.0}: {(ratio.Value >= aim ? "met" : "missed")})")
        : "";

    private static void Table(StringBuilder text, IReadOnlyList<BenchRow> rows)
    {
        string[] head = ["", "connections", "per second", "p50", "p99", "server CPU", "storage operations", "rounds, per second"];
        var lines = new List<string[]> { head };
        lines.AddRange(rows.Select(Cells));
        var widths = head.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append('|');
            for (var column = 0; column < widths.Length; column++)
            {
                var cell = lines[i][column];
                text.Append(' ').Append(IsText(column) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])).Append(" |");
            }

            text.AppendLine();
            if (i == 0)
            {
                text.Append('|').AppendJoin('|', widths.Select((width, column) =>
                    IsText(column) ? new string('-', width + 2) : $"{new string('-', width + 1)}:")).AppendLine("|");
            }
        }
    }

    private static bool IsText(int column) => column is 0 or 6 or 7;

    private static string[] Cells(BenchRow row) =>
    [
        row.Name,
        row.Connections.ToString(Culture),
        Rate(row.Median.PerSecond),
        Time(row.Median.P50),
        Time(row.Median.P99),
        row.Operations is null ? "" : Time(row.Median.ServerTime),
        Operations(row.Operations),
        string.Join(' ', row.Results.Select(result => Rate(result.PerSecond))),
    ];

    private static string Rate(double perSecond) => perSecond.ToString(perSecond >= 100 ? "#,0" : "0.0", Culture);

    private static string Time(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 1 => string.Create(Culture, $"{time.TotalMicroseconds:0} µs"),
        < 100 => string.Create(Culture, $"{time.TotalMilliseconds:0.0} ms"),
        _ => string.Create(Culture, $"{time.TotalMilliseconds:0} ms"),
    };

    private static string Operations(IReadOnlyDictionary<string, double>? operations)
    {
        if (operations is null)
        {
            return "";
        }

        var parts = operations.Where(kind => kind.Value >= 0.005).OrderByDescending(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => string.Create(Culture, $"{kind.Value:0.##} {kind.Key}"));
        return string.Join(" + ", parts) is { Length: > 0 } text ? text : "none";
    }
}
