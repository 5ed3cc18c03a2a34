using System.Globalization;
using Polychron.Scale.Trials;

namespace Polychron.Scale.Output;

/// <summary>A trial in a few lines, for whoever waits.</summary>
internal static class TrialText
{
    public static string Of(TrialResult result) => string.Join(Environment.NewLine, Lines(result));

    private static IEnumerable<string> Lines(TrialResult result)
    {
        var culture = CultureInfo.InvariantCulture;
        yield return string.Create(
            culture,
            $"  {result.Offered:0}/s on {result.Instances}+{result.Workers} instances: {(result.IsGood ? "good" : "bad")}, {result.Writes:0.#} writes/s, {result.Reads:0.#} reads/s, writes p50 {result.WriteP50.TotalMilliseconds:0} p99 {result.WriteP99.TotalMilliseconds:0} ms, reads p50 {result.ReadP50.TotalMilliseconds:0} p99 {result.ReadP99.TotalMilliseconds:0} ms, errors {result.Errors:0.0000}, conflicts {result.ConflictsOfCommit:0.000} a commit, 503s {result.Throttled:0.000} a request, {result.Deliveries:0.#} deliveries/s, backlog {result.Backlog}{(result.KeepsUp ? "" : " and growing")}");
        foreach (var strain in result.Strains.Where(strain => strain.Used > 0.2 || strain.Refused > 0))
        {
            yield return string.Create(culture, $"    {strain.Name}: {strain.Used:0.00} used, {strain.Refused} refused");
        }

        foreach (var (name, took, isOver) in result.Timers.Where(timer => timer.Took > TimeSpan.FromSeconds(1)))
        {
            yield return string.Create(culture, $"    {name}: {took.TotalSeconds:0.#} s{(isOver ? "" : " so far")}");
        }
    }
}
