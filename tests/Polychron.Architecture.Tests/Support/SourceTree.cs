using System.Xml.Linq;

namespace Polychron.Architecture.Tests.Support;

/// <summary>The files of a repository: of this one, or of one that a test made up.</summary>
public sealed class SourceTree(string root)
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "TestResults", "artifacts"];

    public static SourceTree This { get; } = new(Find());

    public string Root { get; } = root;

    /// <summary>All projects, by path from the root with slashes.</summary>
    public IReadOnlyList<ProjectFile> Projects() =>
        [.. Files(".", "*.csproj").Select(path => new ProjectFile(path, XDocument.Load(Full(path))))];

    /// <summary>The files below a folder that people wrote, by path from the root with slashes.</summary>
    public IReadOnlyList<string> Files(string folder, string pattern)
    {
        var top = Full(folder);
        return !Directory.Exists(top)
            ? []
            : [.. Directory.EnumerateFiles(top, pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(path => !path.Split('/').Intersect(Made).Any() && !path.StartsWith(".git/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];
    }

    public string Full(string path) => Path.GetFullPath(Path.Combine(Root, path));

    public string Text(string path) => File.ReadAllText(Full(path));

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Functions.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"There is no Functions.sln above {AppContext.BaseDirectory}.");
    }
}

/// <summary>A project file.</summary>
/// <param name="Path">Its path from the root, with slashes.</param>
/// <param name="Xml">What is in it.</param>
public sealed record ProjectFile(string Path, XDocument Xml)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsTests => Name.EndsWith(".Tests", StringComparison.Ordinal);

    /// <summary>The names of the projects that it refers to itself, and of the host that the worker's props refer to.</summary>
    public IEnumerable<string> References =>
        Included("ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
            .Concat(Xml.Descendants("Import").Any(import => ((string?)import.Attribute("Project"))?.EndsWith("FunctionsWorker.props", StringComparison.Ordinal) == true)
                ? ["Polychron.EmbeddedHost"]
                : []);

    public IEnumerable<string> Packages => Included("PackageReference");

    private IEnumerable<string> Included(string item) =>
        Xml.Descendants(item).Select(found => (string?)found.Attribute("Include")).OfType<string>();
}
