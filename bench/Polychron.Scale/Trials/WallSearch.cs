using Polychron.Scale.Service;
using Polychron.Scale.World;

namespace Polychron.Scale.Trials;

/// <summary>What a search found.</summary>
/// <param name="Good">The highest rate that was served well.</param>
/// <param name="Bad">The lowest that was not; the wall is between them.</param>
internal sealed record Wall(TrialResult Good, TrialResult Bad);

/// <summary>Searches the highest rate that is served well: doubles it until it is not, and then halves what lies between.</summary>
internal static class WallSearch
{
    private const int MaxDoublings = 12;

    /// <summary>Searches.</summary>
    /// <param name="settings">What trials depend on.</param>
    /// <param name="first">The rate to begin with, in requests a second.</param>
    /// <param name="halvings">How many times what lies between is halved.</param>
    /// <param name="tables">The seeded tables.</param>
    /// <param name="people">Who is in them.</param>
    /// <param name="tried">Is told of every trial.</param>
    public static async Task<Wall> RunAsync(
        TrialSettings settings, double first, int halvings, TableData tables, IReadOnlyList<Person> people, Action<TrialResult> tried)
    {
        TrialResult? good = null, bad = null;
        var rate = first;
        for (var doubling = 0; good is null || bad is null; doubling++)
        {
            var result = await TryAsync(rate).ConfigureAwait(false);
            (good, bad) = result.IsGood ? (result, bad) : (good, result);
            rate = result.IsGood ? rate * 2 : rate / 2;
            if (doubling == MaxDoublings)
            {
                throw new InvalidOperationException($"No wall was found up to {rate:0.#} requests a second.");
            }
        }

        for (var halving = 0; halving < halvings; halving++)
        {
            var result = await TryAsync((good.Offered + bad.Offered) / 2).ConfigureAwait(false);
            (good, bad) = result.IsGood ? (result, bad) : (good, result);
        }

        return new Wall(good, bad);

        async Task<TrialResult> TryAsync(double perSecond)
        {
            var result = await Trial.RunAsync(settings, Math.Round(perSecond), tables, people).ConfigureAwait(false);
            tried(result);
            return result;
        }
    }
}
