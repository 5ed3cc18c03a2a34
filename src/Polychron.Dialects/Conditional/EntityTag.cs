namespace Polychron.Dialects.Conditional;

/// <summary>Entity tags in the form of the ETag header: <c>"12"</c> (strong) or <c>W/"12"</c> (weak), quotes included (RFC 9110, section 8.8.3).</summary>
public static class EntityTag
{
    /// <summary>The strong tag of a number, such as an entity's version.</summary>
    public static string Strong(long number) => $"\"{number}\"";

    /// <summary>The strong tag of two numbers, such as an entity's id and version.</summary>
    public static string Strong(long first, long second) => $"\"{first}-{second}\"";

    /// <summary>Whether a text is one entity tag.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> tag)
    {
        var opaque = Opaque(tag);
        if (opaque.Length < 2 || opaque[0] != '"' || opaque[^1] != '"')
        {
            return false;
        }

        foreach (var c in opaque[1..^1])
        {
            if (c is < '!' or '"' or '\u007f' or > '\u00ff')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Strong comparison: both are strong and equal.</summary>
    internal static bool StrongEquals(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        !IsWeak(a) && !IsWeak(b) && a.SequenceEqual(b);

    /// <summary>Weak comparison: equal but for the mark of weakness.</summary>
    internal static bool WeakEquals(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => Opaque(a).SequenceEqual(Opaque(b));

    private static bool IsWeak(ReadOnlySpan<char> tag) => tag.StartsWith("W/", StringComparison.Ordinal);

    private static ReadOnlySpan<char> Opaque(ReadOnlySpan<char> tag) => IsWeak(tag) ? tag[2..] : tag;
}
