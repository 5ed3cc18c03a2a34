using Polychron.Testing;

namespace Polychron.Architecture.Tests.Support;

/// <summary>A repository that breaks a rule, to see that the rule notices.</summary>
public sealed class MadeUpTree : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="files">Paths from the root, and what is in them.</param>
    public MadeUpTree(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var full = Path.Combine(_folder.Path, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }

        Tree = new SourceTree(_folder.Path);
    }

    public SourceTree Tree { get; }

    public void Dispose() => _folder.Dispose();
}
