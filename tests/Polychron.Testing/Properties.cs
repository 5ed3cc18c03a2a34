using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Polychron.Testing;

/// <summary>
/// Checks a property on random cases. A failure shows the smallest case found and the seed; POLYCHRON_SEED=(seed,gamma), as
/// it was printed, runs the same cases again.
/// </summary>
public static class Properties
{
    private const int NightlyFactor = 50;

    /// <summary>Checks that the assertions of <paramref name="check"/> hold for what <paramref name="cases"/> draws.</summary>
    public static void Holds<T>(Gen<T> cases, Action<T> check, int count = 300) =>
        Run(Prop.ForAll(Arb.From(cases), check), count);

    /// <summary>The same for lists of steps; a failing list is shrunk by leaving steps out.</summary>
    public static void HoldsForLists<T>(Gen<T> steps, Action<IReadOnlyList<T>> check, int count = 300, int maxSteps = 40) =>
        Run(
            Prop.ForAll(
                Arb.From(Gen.Choose(0, maxSteps).SelectMany(length => steps.ListOf(length)).Select(list => list.ToArray()), Shorter),
                check),
            count);

    /// <summary>Whole numbers from <paramref name="min"/> to <paramref name="max"/>, both inclusive, up to the whole range of long.</summary>
    public static Gen<long> Between(long min, long max) =>
        Gen.Choose(0, int.MaxValue).Two().Zip(Gen.Choose(0, 3), (halves, top) =>
        {
            var bits = ((ulong)(uint)top << 62) + ((ulong)(uint)halves.Item1 << 31) + (uint)halves.Item2;
            var width = unchecked((ulong)max - (ulong)min);
            return unchecked((long)((ulong)min + (width == ulong.MaxValue ? bits : bits % (width + 1))));
        });

    private static IEnumerable<T[]> Shorter<T>(T[] steps)
    {
        for (var size = steps.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= steps.Length; at += size)
            {
                yield return [.. steps[..at], .. steps[(at + size)..]];
            }
        }
    }

    private static void Run(Property property, int count)
    {
        var config = Config.QuickThrowOnFailure
            .WithQuietOnSuccess(true)
            .WithMaxTest(RunSize.Pick(count, count * NightlyFactor));
        Check.One(Seed() is { } replay ? config.WithReplay(replay) : config, property);
    }

    private static FSharpOption<Replay>? Seed()
    {
        var parts = Environment.GetEnvironmentVariable("POLYCHRON_SEED")?.Trim('(', ')', ' ').Split(',');
        return parts is [var seed, var gamma]
            ? FSharpOption<Replay>.Some(new Replay(new Rnd(ulong.Parse(seed), ulong.Parse(gamma)), FSharpOption<int>.None))
            : null;
    }
}
