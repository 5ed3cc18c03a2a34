namespace Polychron.Scale.Output;

/// <summary>Keeps the last results in docs/scale.md, between two marks.</summary>
internal static class ScalePage
{
    private const string Begin = "<!-- results: written by bench/Polychron.Scale -->";
    private const string End = "<!-- end of results -->";

    /// <summary>Replaces the results.</summary>
    /// <exception cref="InvalidOperationException">The page is not found above the program, or its marks are gone.</exception>
    public static void Update(string results)
    {
        var path = Find();
        var text = File.ReadAllText(path);
        var from = text.IndexOf(Begin, StringComparison.Ordinal);
        var to = text.IndexOf(End, StringComparison.Ordinal);
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"'{path}' has no place for results: the lines '{Begin}' and '{End}'.");
        }

        File.WriteAllText(path, $"{text[..(from + Begin.Length)]}\n{results.ReplaceLineEndings("\n")}{text[to..]}");
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", "scale.md");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new InvalidOperationException("docs/scale.md is not found above the program's folder.");
    }
}
