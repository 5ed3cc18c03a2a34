using System.Xml.Linq;

namespace Polychron.TestCommand;

/// <summary>Where things are.</summary>
internal sealed class Repository(string root)
{
    private const string SolutionName = "Functions.sln";

    public string Root { get; } = root;

    public string Solution => Path.Combine(Root, SolutionName);

    /// <summary>Where package.json and node_modules of the tests are.</summary>
    public string Tests => Path.Combine(Root, "tests");

    /// <summary>The test projects, heavy ones first, since the whole run takes at least as long as they do.</summary>
    public IReadOnlyList<TestProject> TestProjects() =>
        [.. Directory.EnumerateDirectories(Tests, "*.Tests")
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
            .Select(file => new TestProject(file, IsHeavy(file)))
            .OrderByDescending(project => project.IsHeavy)
            .ThenBy(project => project.Name, StringComparer.Ordinal)];

    /// <summary>The repository around the working directory, or else around this program.</summary>
    public static Repository Find()
    {
        foreach (var start in new[] { Environment.CurrentDirectory, AppContext.BaseDirectory })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, SolutionName)))
                {
                    return new Repository(at.FullName);
                }
            }
        }

        throw new InvalidOperationException($"There is no {SolutionName} above the working directory.");
    }

    // <HeavyTests>true</HeavyTests> in the project file: it starts processes or loads the machine.
    private static bool IsHeavy(string projectFile) =>
        XDocument.Load(projectFile).Descendants("HeavyTests").Any(property => property.Value == "true");
}

/// <summary>A test project.</summary>
/// <param name="File">The path of its project file.</param>
/// <param name="IsHeavy">Whether it shares the machine with no other heavy one.</param>
internal sealed record TestProject(string File, bool IsHeavy)
{
    public string Name => Path.GetFileNameWithoutExtension(File);
}
