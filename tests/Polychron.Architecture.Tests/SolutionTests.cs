using System.Text.RegularExpressions;
using Polychron.Architecture.Tests.Support;

namespace Polychron.Architecture.Tests;

public partial class SolutionTests
{
    private const int MaxLines = 400;

    [Fact]
    public void Every_project_is_in_the_solution_and_every_project_of_the_solution_exists()
    {
        Assert.NotEmpty(SourceTree.This.Projects());
        Assert.Empty(Strays(SourceTree.This));
    }

    [Fact]
    public void Every_test_project_is_in_tests_and_has_tests()
    {
        Assert.Contains(SourceTree.This.Projects(), project => project.IsTests);
        Assert.Empty(BadTestProjects(SourceTree.This));
    }

    [Fact]
    public void No_file_of_the_product_is_longer_than_400_lines()
    {
        Assert.NotEmpty(SourceTree.This.Files("src", "*.cs"));
        Assert.Empty(LongFiles(SourceTree.This));
    }

    [Fact]
    public void A_decision_says_its_context_what_was_decided_and_what_follows()
    {
        Assert.NotEmpty(SourceTree.This.Files("docs/decisions", "*.md"));
        Assert.Empty(BadDecisions(SourceTree.This));
    }

    [Fact]
    public void A_stray_project_a_long_file_and_half_a_decision_are_noticed()
    {
        using var planted = new MadeUpTree(
            ("Functions.sln", "Project(\"{0}\") = \"Gone\", \"src\\Gone\\Gone.csproj\", \"{1}\"\nEndProject\n"),
            ("src/New/New.csproj", "<Project />"),
            ("src/New.Tests/New.Tests.csproj", "<Project />"),
            ("src/New.Tests/NewTests.cs", "class NewTests { [Fact] public void Passes() { } }"),
            ("tests/Empty.Tests/Empty.Tests.csproj", "<Project />"),
            ("src/New/Long.cs", new string('\n', MaxLines + 1)),
            ("docs/decisions/0001-half.md", "# 1. Half\n\n## Context\nC\n\n## Decision\nD\n"),
            ("docs/decisions/0001-again.md", "# 1. Again\n\n## Context\nC\n\n## Decision\nD\n\n## Consequences\nE\n"));

        Assert.Equal(
            ["src/Gone/Gone.csproj", "src/New.Tests/New.Tests.csproj", "src/New/New.csproj", "tests/Empty.Tests/Empty.Tests.csproj"],
            Strays(planted.Tree));
        Assert.Equal(["src/New.Tests/New.Tests.csproj", "tests/Empty.Tests/Empty.Tests.csproj"], BadTestProjects(planted.Tree));
        Assert.Equal(["src/New/Long.cs"], LongFiles(planted.Tree));
        Assert.Equal(2, BadDecisions(planted.Tree).Count());
    }

    private static IEnumerable<string> Strays(SourceTree tree)
    {
        var inSolution = ProjectLine().Matches(tree.Text("Functions.sln")).Select(match => match.Groups[1].Value.Replace('\\', '/')).ToHashSet();
        inSolution.SymmetricExceptWith(tree.Files(".", "*.csproj"));
        return inSolution.Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> BadTestProjects(SourceTree tree) =>
        tree.Projects().Where(project => project.IsTests)
            .Where(project => !project.Path.StartsWith("tests/", StringComparison.Ordinal)
                || !tree.Files(Path.GetDirectoryName(project.Path)!, "*.cs").Any(file => TestAttribute().IsMatch(tree.Text(file))))
            .Select(project => project.Path);

    private static IEnumerable<string> LongFiles(SourceTree tree) =>
        tree.Files("src", "*.cs").Where(file => File.ReadLines(tree.Full(file)).Count() > MaxLines);

    private static IEnumerable<string> BadDecisions(SourceTree tree)
    {
        var numbers = new HashSet<string>();
        foreach (var file in tree.Files("docs/decisions", "*.md"))
        {
            var match = DecisionName().Match(Path.GetFileName(file));
            if (!match.Success || !numbers.Add(match.Groups[1].Value))
            {
                yield return $"{file}: a decision has a number of its own and a name, such as 0001-one-thing.md";
            }

            if (!DecisionParts().IsMatch(tree.Text(file).ReplaceLineEndings("\n")))
            {
                yield return $"{file}: a decision has a title, then Context, Decision and Consequences, each with text";
            }
        }
    }

    [GeneratedRegex(@"^Project\(.*\) = "".*"", ""(.*\.csproj)"",", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();

    [GeneratedRegex(@"\[(Skippable)?(Fact|Theory)\b")]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"^(\d{4})-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionName();

    [GeneratedRegex(@"\A# \d+\. \S.*\n\n## Context\n\S[\s\S]*\n\n## Decision\n\S[\s\S]*\n\n## Consequences\n\S")]
    private static partial Regex DecisionParts();
}
