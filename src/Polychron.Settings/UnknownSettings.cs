using Microsoft.Extensions.Configuration;

namespace Polychron.Settings;

/// <summary>Finds settings that nobody reads: a typing error would otherwise leave a default in force, silently.</summary>
internal static class UnknownSettings
{
    private const string Root = "Polychron";

    // Farther apart they are two names, not one with a typing error.
    private const int MostEdits = 3;

    public static IEnumerable<SettingProblem> In(IConfiguration configuration, IReadOnlyList<Setting> known)
    {
        var keys = known.Select(setting => setting.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in configuration.GetSection(Root).AsEnumerable())
        {
            if (value is null || keys.Contains(key))
            {
                continue;
            }

            var name = key.Replace(":", "__", StringComparison.Ordinal);
            yield return new SettingProblem(
                name,
                "is no setting of this server and does nothing",
                Nearest(name, known) is { } near ? $"Did you mean {near}?" : "docs/settings.md lists all that there are.",
                IsWarning: true);
        }
    }

    private static string? Nearest(string name, IReadOnlyList<Setting> known) => (
        from setting in known
        let distance = Distance(name.ToUpperInvariant(), setting.Name.ToUpperInvariant())
        where distance <= MostEdits || LastPart(name).Equals(LastPart(setting.Name), StringComparison.OrdinalIgnoreCase)
        orderby distance
        select setting.Name).FirstOrDefault();

    private static string LastPart(string name) => name[(name.LastIndexOf("__", StringComparison.Ordinal) + 2)..];

    /// <summary>The fewest characters to insert, delete or replace (Levenshtein), with one row kept.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
