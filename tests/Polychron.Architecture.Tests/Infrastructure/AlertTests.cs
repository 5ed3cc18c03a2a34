using System.Text.RegularExpressions;
using Polychron.Operator.Health;

namespace Polychron.Architecture.Tests.Infrastructure;

/// <summary>That the alerts read the line that the health timer writes.</summary>
public partial class AlertTests
{
    private const string File = "modules/alerts.bicep";

    [SkippableFact]
    public async Task The_query_takes_the_health_line_apart_as_its_template_puts_it_together()
    {
        var query = (string)(await BicepProject.ReadAsync()).Files[File].Variables["health"]!;

        Assert.Equal(TemplateParts(HealthLine.Template), QueryParts(query));
        Assert.StartsWith(Prefix().Match(query).Groups[1].Value, HealthLine.Template, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_line_that_is_missed_is_the_line_that_is_written()
    {
        var query = (string)(await BicepProject.ReadAsync()).Files[File].Variables["silence"]!;

        Assert.StartsWith(Prefix().Match(query).Groups[1].Value, HealthLine.Template, StringComparison.Ordinal);
        Assert.DoesNotContain(" by ", query, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Every_alert_looks_at_a_column_that_its_query_has()
    {
        var file = (await BicepProject.ReadAsync()).Files[File];
        var rules = file.Variables["rules"]!.AsArray().Select(rule => rule!.AsObject()).ToList();

        Assert.Equal(["poison-messages", "server-errors", "webhook-backlog-age", "rollup-lag", "health-silence"], rules.Select(rule => (string)rule["name"]!));
        Assert.All(rules, rule => Assert.Contains((string)rule["column"]!, Columns((string)file.Variables[BicepResource.TextOf(rule["query"])]!)));
    }

    [SkippableFact]
    public async Task Every_alert_goes_to_whoever_is_written_to()
    {
        var alert = (await BicepProject.ReadAsync()).Files[File].Resources.Single(resource => resource.Type == "Microsoft.Insights/scheduledQueryRules");

        Assert.Equal("rules", (string?)alert.Json["loop"]!["items"]);
        Assert.Contains("actions.id", BicepResource.TextOf(alert.Properties["actions"]!["actionGroups"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_words_are_noticed()
    {
        const string Query = """AppTraces | parse Message with "Health: poison " PoisonMessages:long ", lag " Lag:real" """;

        Assert.Equal(["Health: poison ", "{PoisonMessages}", ", lag ", "{Lag}"], QueryParts(Query));
        Assert.NotEqual(TemplateParts(HealthLine.Template), QueryParts(Query));
        Assert.Equal(["a ", "{B}", " c ", "{D}", " e"], TemplateParts("a {B} c {D} e"));
    }

    private static List<string> TemplateParts(string template) =>
        [.. Hole().Split(template).Where(part => part.Length > 0)];

    private static List<string> QueryParts(string query) =>
        [.. Part().Matches(query[query.IndexOf("parse Message with", StringComparison.Ordinal)..])
            .Select(match => match.Groups["text"].Success ? match.Groups["text"].Value : $"{{{match.Groups["name"].Value}}}")];

    private static IEnumerable<string> Columns(string query) => Column().Matches(query).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"(\{[A-Za-z]+\})")]
    private static partial Regex Hole();

    [GeneratedRegex("\"(?<text>[^\"]+)\"|(?<name>[A-Z][A-Za-z]+):(?:long|real)")]
    private static partial Regex Part();

    [GeneratedRegex(@"\b([A-Z][A-Za-z]+)(?::(?:long|real)\b| = )")]
    private static partial Regex Column();

    [GeneratedRegex("Message startswith \"([^\"]+)\"")]
    private static partial Regex Prefix();
}
