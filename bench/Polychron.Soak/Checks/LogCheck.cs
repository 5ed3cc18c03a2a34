using System.Text.RegularExpressions;

namespace Polychron.Soak.Checks;

/// <summary>Searches what the servers wrote: errors must not be there; warnings are counted.</summary>
internal static partial class LogCheck
{
    /// <summary>Reads the log. Returns the warnings by category.</summary>
    public static IReadOnlyDictionary<string, int> Read(IEnumerable<string> lines, Findings findings)
    {
        var warnings = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (Level().Match(line) is not { Success: true } match)
            {
                // What the runtime writes when a process dies has no level.
                if (line.StartsWith("Unhandled exception", StringComparison.Ordinal))
                {
                    findings.Add("error in the log", line);
                }
            }
            else if (match.Groups["level"].Value is "fail" or "crit")
            {
                findings.Add("error in the log", line);
            }
            else if (match.Groups["level"].Value == "warn")
            {
                var category = match.Groups["category"].Value;
                warnings[category] = warnings.GetValueOrDefault(category) + 1;
            }
        }

        return warnings;
    }

    [GeneratedRegex(@"^\S+ (?<level>trce|dbug|info|warn|fail|crit): (?<category>[^\[\s]+)")]
    private static partial Regex Level();
}
