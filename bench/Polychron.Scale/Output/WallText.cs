using System.Globalization;
using Polychron.Scale.Trials;

namespace Polychron.Scale.Output;

/// <summary>What gave way at a rate, and what was next.</summary>
internal static class WallText
{
    /// <summary>A limit that refused fewer than this part of the requests is not what gave way.</summary>
    private const double FewRefused = 0.01;

    private const int Nearest = 3;

    /// <summary>What gave way.</summary>
    public static string Of(TrialResult bad)
    {
        var refusing = bad.Strains[0];
        if (refusing.Refused > FewRefused * bad.Requests)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{refusing.Name}: {bad.Throttled:0.00} answers 503 a request");
        }

        return bad.WriteP99 >= TrialResult.MaxP99 || bad.ReadP99 >= TrialResult.MaxP99
            ? string.Create(CultureInfo.InvariantCulture, $"the log's head: writes wait for each other, {bad.ConflictsOfCommit:0.00} conflicts a commit")
            : !bad.KeepsUp ? $"the background: {bad.Backlog:#,0} messages wait"
            : string.Create(CultureInfo.InvariantCulture, $"the rate limit of tokens: {bad.TooMany:0.0 %} of the requests");
    }

    /// <summary>The limits that were used most, nearest first.</summary>
    public static string Next(TrialResult good) => string.Join(", ", good.Strains
        .OrderByDescending(strain => strain.Used)
        .Take(Nearest)
        .Select(strain => string.Create(CultureInfo.InvariantCulture, $"{strain.Name} {strain.Used:0 %}")));
}
