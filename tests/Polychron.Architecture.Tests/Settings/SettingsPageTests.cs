using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Polychron.Architecture.Tests.Support;
using Polychron.Settings;

namespace Polychron.Architecture.Tests.Settings;

/// <summary>That the page of settings, the README and the sample say what the code reads, and nothing else.</summary>
public partial class SettingsPageTests
{
    private const string Page = "docs/settings.md";
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- end of settings -->";

    // Of the Functions host and not of the app.
    private static readonly string[] OfTheFunctionsHost = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsDisableHomepage"];

    /// <summary>The tables come from the declarations; UPDATE_DOCS=1 in the environment writes them into the page.</summary>
    [Fact]
    public void The_page_has_a_row_for_each_setting_with_its_default_and_values()
    {
        var page = SourceTree.This.Text(Page);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(SourceTree.This.Full(Page), page[..begin] + Tables(AppSettingList.Groups) + page[end..]);
            return;
        }

        Assert.Equal(Tables(AppSettingList.Groups), page[begin..end]);
    }

    [Fact]
    public void A_row_that_is_missing_or_wrong_is_noticed()
    {
        var group = AppSettingList.Groups[0];
        var changed = new SettingGroup(group.Title, Declare.Number("Polychron:Planted", 1, 0, 2, "planted"));

        Assert.NotEqual(Tables([group]), Tables([changed]));
        Assert.Contains("| `Polychron__Planted` | `1` | a whole number from 0 to 2 | planted |", Tables([changed]), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_pages_name_are_there()
    {
        var pages = new[] { "README.md", "CONTRIBUTING.md", "SECURITY.md" }
            .Concat(new[] { "docs", "src", "infra", "bench" }.SelectMany(folder => SourceTree.This.Files(folder, "*.md")))
            .Concat(SourceTree.This.Files("infra", "*.bicep")).Where(file => File.Exists(SourceTree.This.Full(file))).ToList();

        Assert.True(pages.Count > 10);
        Assert.Empty(pages.SelectMany(page => Unknown(SourceTree.This.Text(page)).Select(name => $"{page}: {name}")));
        Assert.Equal(["Polychron__Webhooks__PerHots", "AzureWebJobsStorage__acountName"], Unknown(
            "`Polychron__Webhooks__PerHost`, Polychron__Webhooks__... and Polychron__Bootstrap__Token=x; Polychron__Webhooks__PerHots, AzureWebJobsStorage__acountName"));
    }

    [Fact]
    public void The_readmes_defaults_are_those_of_the_code()
    {
        var rows = ReadmeRow().Matches(SourceTree.This.Text("README.md")).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);
        var known = rows.Where(row => AppSettingList.All.Any(setting => setting.Name == row.Key)).ToList();

        Assert.True(known.Count >= 6, $"{known.Count} rows");
        Assert.All(known, row => Assert.Equal(
            Default(AppSettingList.All.Single(setting => setting.Name == row.Key)), row.Value));
    }

    [Fact]
    public void The_sample_has_settings_that_are_there_with_values_that_are_taken()
    {
        using var sample = JsonDocument.Parse(SourceTree.This.Text("local.settings.sample.json"));
        var values = sample.RootElement.GetProperty("Values").EnumerateObject().ToList();

        Assert.NotEmpty(values);
        Assert.Empty(values.Select(value => value.Name).Except(AppSettingList.All.Select(setting => setting.Name)).Except(OfTheFunctionsHost));
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager();
        foreach (var value in values)
        {
            configuration[value.Name.Replace("__", ":", StringComparison.Ordinal)] = value.Value.GetString();
        }

        var report = SettingReport.Of(configuration, AppSettingList.Groups);
        Assert.Empty(report.Errors.Concat(report.Warnings).Select(problem => problem.ToString()));
    }

    private static string Tables(IEnumerable<SettingGroup> groups)
    {
        var text = new StringBuilder();
        foreach (var group in groups)
        {
            text.Append($"\n## {group.Title}\n\n| setting | default | values | meaning |\n|---|---|---|---|\n");
            foreach (var setting in group.Settings)
            {
                text.Append($"| `{setting.Name}` | {Default(setting)} | {setting.Values}{(setting.IsSecret ? "; a secret" : "")} | {setting.Meaning} |\n");
            }
        }

        return text.Append('\n').ToString();
    }

    // A value stands in code, words do not.
    private static string Default(Setting setting) =>
        setting.DefaultText is var text && (text.Contains('`', StringComparison.Ordinal) || Words().IsMatch(text)) ? text : $"`{text}`";

    private static IEnumerable<string> Unknown(string page) =>
        from match in Named().Matches(page)
        let name = match.Value.TrimEnd('_', '.')
        where !AppSettingList.All.Any(setting => setting.Name == name || (match.Value != name && setting.Name.StartsWith(name, StringComparison.Ordinal)))
        select name;

    [GeneratedRegex(@"\b(Polychron__[A-Za-z_]+|AzureWebJobsStorage__[A-Za-z_]+)(\.\.\.)?")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| `([^`]+)` \| (.*?) \|", RegexOptions.Multiline)]
    private static partial Regex ReadmeRow();

    [GeneratedRegex("^(none|a new one|what)\\b")]
    private static partial Regex Words();
}
