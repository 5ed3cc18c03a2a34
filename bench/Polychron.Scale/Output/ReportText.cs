using System.Globalization;
using System.Text;
using Polychron.Scale.Cost;

namespace Polychron.Scale.Output;

/// <summary>The findings as Markdown, which a terminal shows as well.</summary>
internal static class ReportText
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Of(Report report)
    {
        var text = new StringBuilder();
        var settings = report.Options.Settings;
        text.AppendLine(Culture, $"Seed {settings.Seed}; trials of {settings.Measured.TotalSeconds:0} simulated seconds after {settings.WarmUp.TotalSeconds:0} of warming up; {settings.Mix.Text}; every {1 / Math.Max(0.0001, report.Options.Hooks):0}th workspace has a webhook.");
        text.AppendLine();
        Throughput(text, report);
        Operations(text, report);
        Costs(text, report);
        Walls(text, report);
        return text.ToString();
    }

    private static void Throughput(StringBuilder text, Report report) => Table(
        text,
        ["workspaces", "<variant", "instances", "requests/s", "writes/s", "reads/s", "write p50", "write p99", "read p50", "read p99", "conflicts a commit", "deliveries/s"],
        report.Findings.Select(finding => (string[])
        [
            Size(finding), VariantText.Of(finding.Variant), $"{finding.Good.Instances} + {finding.Good.Workers}",
            Number(finding.Good.Offered), Number(finding.Good.Writes), Number(finding.Good.Reads),
            Time(finding.Good.WriteP50), Time(finding.Good.WriteP99), Time(finding.Good.ReadP50), Time(finding.Good.ReadP99),
            finding.Good.ConflictsOfCommit.ToString("0.000", Culture), Number(finding.Good.Deliveries),
        ]));

    private static void Operations(StringBuilder text, Report report) => Table(
        text,
        ["workspaces", "<variant", "gets", "queries", "commits", "rows read", "rows written", "operations of queues", "503s"],
        report.Findings.Select(finding =>
        {
            var (front, back, requests) = (finding.Good.Front, finding.Good.Back, (double)finding.Good.Requests);
            return (string[])
            [
                Size(finding), VariantText.Of(finding.Variant),
                Each(front.Gets, back.Gets), Each(front.Queries, back.Queries), Each(front.Commits, back.Commits),
                Each(front.RowsRead, back.RowsRead), Each(front.RowsWritten, back.RowsWritten),
                Each(front.QueueOperations, back.QueueOperations), Each(front.Throttled, back.Throttled),
            ];

            string Each(long ofRequests, long ofBackground) =>
                string.Create(Culture, $"{ofRequests / requests:0.00} + {ofBackground / requests:0.00}");
        }));

    private static void Costs(StringBuilder text, Report report) => Table(
        text,
        ["workspaces", "<variant", "tables", "queues", "executions", "compute", "a million requests"],
        report.Findings.Select(finding =>
        {
            var cost = CostEstimate.Of(finding.Good, new Prices());
            return (string[])
            [
                Size(finding), VariantText.Of(finding.Variant),
                Dollars(cost.Tables), Dollars(cost.Queues), Dollars(cost.Executions), Dollars(cost.Compute), Dollars(cost.Total),
            ];
        }));

    private static void Walls(StringBuilder text, Report report) => Table(
        text,
        ["workspaces", "<variant", "good at", "not at", "<what gave way", "<nearest limits at the good rate"],
        report.Findings.Select(finding => (string[])
        [
            Size(finding), VariantText.Of(finding.Variant), $"{Number(finding.Good.Offered)}/s",
            finding.Bad is { } bad ? $"{Number(bad.Offered)}/s" : "", finding.Bad is { } wall ? WallText.Of(wall) : "",
            WallText.Next(finding.Good),
        ]));

    /// <summary>A table; the heads of columns that begin on the left do so with a bracket.</summary>
    private static void Table(StringBuilder text, string[] heads, IEnumerable<string[]> rows)
    {
        text.AppendLine(Culture, $"| {string.Join(" | ", heads.Select(head => head.TrimStart('<')))} |");
        text.AppendLine(Culture, $"|{string.Concat(heads.Select(head => head.StartsWith('<') ? "---|" : "---:|"))}");
        foreach (var row in rows)
        {
            text.AppendLine(Culture, $"| {string.Join(" | ", row)} |");
        }

        text.AppendLine();
    }

    private static string Size(Finding finding) => finding.Size.Workspaces.ToString("#,0", Culture);

    private static string Number(double value) => value.ToString(value < 100 ? "0.#" : "#,0", Culture);

    private static string Time(TimeSpan time) => string.Create(Culture, $"{time.TotalMilliseconds:0} ms");

    private static string Dollars(double value) => string.Create(Culture, $"${value:0.00}");
}
