namespace Polychron.Bench.Output;

/// <summary>Keeps the last results in bench/README.md, between two marks.</summary>
internal static class Readme
{
    /// <summary>Replaces the results of the bench, or of a part of it by name.</summary>
    /// <exception cref="InvalidOperationException">The file is not found above the program, or its marks are gone.</exception>
    public static void Update(string results, string? part = null)
    {
        var suffix = part is null ? "" : $" of {part}";
        var begin = $"<!-- results{suffix}: written by the bench -->";
        var end = $"<!-- end of results{suffix} -->";
        var path = Find();
        var text = File.ReadAllText(path);
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"'{path}' has no place for results: the lines '{begin}' and '{end}'.");
        }

        File.WriteAllText(path, $"{text[..(from + begin.Length)]}\n{results.ReplaceLineEndings("\n")}{text[to..]}");
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "bench", "README.md");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new InvalidOperationException("bench/README.md is not found above the program's folder.");
    }
}
