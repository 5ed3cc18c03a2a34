namespace Polychron.Demo.Calendar;

/// <summary>
/// Numbers that look random and are the same for a seed on every machine and release: SplitMix64 (Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators"). Not for secrets.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Dice of their own for a part of the work, so that a change of one part leaves the others as they are.</summary>
    public static Dice For(int seed, int part, int subpart = 0) =>
        new(unchecked((ulong)seed * 0x9E3779B97F4A7C15 ^ (ulong)part * 0xD1B54A32D192ED03 ^ (ulong)subpart * 0x8CB92BA72F3D8DD7));

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Next(int bound) => (int)((UInt128)Draw() * (ulong)bound >> 64);

    /// <summary>Whether something happens that happens so often in a hundred times.</summary>
    public bool Percent(int often) => Next(100) < often;

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];

    private ulong Draw()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
