using System.Text.RegularExpressions;
using Polychron.Architecture.Tests.Support;

namespace Polychron.Architecture.Tests;

/// <summary>That the tests which the security pages name are there.</summary>
public partial class NamedTestTests
{
    private static readonly Lazy<ILookup<string, string>> Sources = new(() =>
        SourceTree.This.Files("tests", "*.cs").Select(SourceTree.This.Text)
            .SelectMany(text => Class().Matches(text), (text, match) => (Name: match.Groups[1].Value, Text: text))
            .ToLookup(found => found.Name, found => found.Text));

    [Theory]
    [InlineData("docs/threat-model.md")]
    [InlineData("docs/owasp-api-top-10.md")]
    public void Every_test_that_a_page_names_is_there(string page)
    {
        var text = SourceTree.This.Text(page);

        Assert.True(Named().Count(text) > 10);
        Assert.Empty(Missing(text));
    }

    [Fact]
    public void Every_item_of_the_list_has_a_test()
    {
        var items = SourceTree.This.Text("docs/owasp-api-top-10.md").Split("\n## ").Skip(1).ToList();

        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"API{number}"), items.Select(item => item.Split(' ')[0]));
        Assert.All(items, item => Assert.Matches(Named(), item));
    }

    [Fact]
    public void A_test_that_is_not_there_is_noticed() => Assert.Equal(
        ["NamedTestTests.Nowhere", "NobodyTests.Every_test_that_a_page_names_is_there"],
        Missing("`NamedTestTests.Nowhere`, `NamedTestTests.A_test_that_is_not_there_is_noticed`, `NobodyTests.Every_test_that_a_page_names_is_there`"));

    private static IEnumerable<string> Missing(string page) =>
        from match in Named().Matches(page)
        let type = match.Groups[1].Value
        let method = match.Groups[2].Value
        where !Sources.Value[type].Any(text => text.Contains($" {method}(", StringComparison.Ordinal))
        select $"{type}.{method}";

    [GeneratedRegex(@"`([A-Z][A-Za-z0-9]*(?:Tests|Properties))\.([A-Z]\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Class();
}
