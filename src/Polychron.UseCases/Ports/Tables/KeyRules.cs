using System.Buffers;

namespace Polychron.UseCases.Ports.Tables;

/// <summary>
/// The one check of table names and keys, called by every implementation of the port, so that none of them takes a key
/// that another one would refuse or order differently.
/// </summary>
/// <remarks>
/// A key is any string whose weight is at most <see cref="TableLimits.MaxKeyWeight"/>, the empty one included. A string
/// with an unpaired surrogate has no UTF-8 form: a write of it is refused, a point read of it finds nothing.
/// </remarks>
public static class KeyRules
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string LettersAndDigits = Letters + "0123456789";
    private static readonly SearchValues<char> TableCharacters = SearchValues.Create(LettersAndDigits);
    private static readonly SearchValues<char> SafeCharacters = SearchValues.Create(LettersAndDigits + "-_");

    /// <summary>Throws if the name is not one that Table Storage would take.</summary>
    /// <exception cref="ArgumentException">The name is not 3 to 63 letters and digits that start with a letter.</exception>
    public static void CheckTable(string table)
    {
        if (!IsTable(table))
        {
            throw new ArgumentException($"'{table}' is no table name: 3 to 63 letters and digits, a letter first.", nameof(table));
        }
    }

    /// <summary>
    /// Whether the name is one that Table Storage would take: 3 to 63 ASCII letters and digits, a letter first. The
    /// service ignores case in table names: do not name two tables that differ in nothing else.
    /// </summary>
    public static bool IsTable(string table)
        => table.Length is >= 3 and <= 63 && !table.AsSpan().ContainsAnyExcept(TableCharacters) && char.IsAsciiLetter(table[0]);

    /// <summary>Whether a row can have this key: it has a UTF-8 form, and is not too heavy.</summary>
    public static bool IsKey(string key) => TryMeasure(key, out _, out var weight) && weight <= TableLimits.MaxKeyWeight;

    /// <summary>Throws if the string cannot bound a range: a bound has a UTF-8 form, and may be heavier than a key.</summary>
    /// <exception cref="ArgumentException">The bound has an unpaired surrogate.</exception>
    public static void CheckBound(string bound)
    {
        if (!TryMeasure(bound, out _, out _))
        {
            throw new ArgumentException("The bound of a range has an unpaired surrogate, and so no place in the order of keys.", nameof(bound));
        }
    }

    /// <summary>
    /// Measures a key: the bytes of its UTF-8 form, and its weight, in which a byte of A-Z, a-z, 0-9, - and _ counts one
    /// and any other byte three (see <see cref="TableLimits.MaxKeyWeight"/>). False if it has no UTF-8 form.
    /// </summary>
    public static bool TryMeasure(string key, out int bytes, out int weight)
    {
        bytes = weight = key.Length;
        var unsafeAt = key.AsSpan().IndexOfAnyExcept(SafeCharacters);
        if (unsafeAt < 0)
        {
            return true;
        }

        bytes = weight = unsafeAt;
        for (var i = unsafeAt; i < key.Length; i++)
        {
            var character = key[i];
            var length = character switch
            {
                < '\u0080' => 1,
                < '\u0800' => 2,
                _ when !char.IsSurrogate(character) => 3,
                _ when i + 1 < key.Length && char.IsSurrogatePair(character, key[i + 1]) => 4,
                _ => 0,
            };
            if (length == 0)
            {
                return false;
            }

            i += length == 4 ? 1 : 0;
            bytes += length;
            weight += SafeCharacters.Contains(character) ? 1 : 3 * length;
        }

        return true;
    }
}
