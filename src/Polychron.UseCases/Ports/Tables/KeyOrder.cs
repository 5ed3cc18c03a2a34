namespace Polychron.UseCases.Ports.Tables;

/// <summary>
/// The port's order of keys: by the bytes of their UTF-8 form, which is the order of code points. Ordinal comparison of
/// .NET strings differs from it where a surrogate pair meets a character from U+E000 to U+FFFF.
/// </summary>
public sealed class KeyOrder : IComparer<string>
{
    private KeyOrder()
    {
    }

    /// <summary>The one instance.</summary>
    public static KeyOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x;
        ReadOnlySpan<char> right = y;
        var at = left.CommonPrefixLength(right);
        return at == left.Length || at == right.Length
            ? left.Length.CompareTo(right.Length)
            : Rank(left[at]).CompareTo(Rank(right[at]));
    }

    // Surrogates stand for the code points above U+FFFF, so they rank behind all other characters.
    private static int Rank(char character) => char.IsSurrogate(character) ? character + 0x10000 : character;
}
