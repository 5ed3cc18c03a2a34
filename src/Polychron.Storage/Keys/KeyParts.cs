using System.Globalization;

namespace Polychron.Storage.Keys;

/// <summary>
/// The parts that keys are built of. All of them have a fixed width and use only digits, letters and the hyphen, so that
/// keys need no escaping and sort as their numbers do.
/// </summary>
internal static class KeyParts
{
    /// <summary>Ids and sequence numbers: 13 digits, enough for a thousand changes a second for 300 years.</summary>
    private const string NumberFormat = "D13";

    /// <summary>The largest number that a key holds.</summary>
    public const long MaxNumber = 9_999_999_999_999;

    /// <summary>The largest count of microseconds: 18 digits, which reach past the year 9999.</summary>
    private const long Last = 999_999_999_999_999_999;

    /// <summary>The microseconds from the year 1, from which they are counted so that none is negative, to 1970.</summary>
    private const long Offset = 62_135_596_800_000_000;

    /// <summary>A number in ascending order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or has more than 13 digits.</exception>
    public static string Number(long number) => number is >= 0 and <= MaxNumber
        ? number.ToString(NumberFormat, CultureInfo.InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(number), number, "A number in a key has at most 13 digits.");

    /// <summary>The number of a part that <see cref="Number"/> made.</summary>
    public static long ParseNumber(ReadOnlySpan<char> part) => long.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The earliest moment that a key holds: the beginning of the year 1.</summary>
    public const long EarliestMicroseconds = -Offset;

    /// <summary>A count of microseconds since 1970 in descending order: the later, the smaller; not before <see cref="EarliestMicroseconds"/>.</summary>
    public static string Descending(long microseconds) =>
        (Last - (microseconds + Offset)).ToString("D18", CultureInfo.InvariantCulture);

    /// <summary>The end of the keys that begin with a prefix: the prefix with its last character raised by one.</summary>
    public static string After(string prefix) => string.Concat(prefix.AsSpan(0, prefix.Length - 1), [(char)(prefix[^1] + 1)]);
}
