using System.Globalization;

namespace Polychron.Dialects.Timely.Wire.Assets;

/// <summary>The initials of a name.</summary>
internal static class Initials
{
    /// <summary>The most characters that are drawn.</summary>
    public const int MaxCount = 2;

    /// <summary>The first letter of the first and of the last word, escaped for a URL; empty if no word begins with a letter or digit.</summary>
    public static string Of(string name)
    {
        var words = name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var ends = words.Length < 2 ? words : [words[0], words[^1]];
        return Uri.EscapeDataString(string.Concat(ends.Select(First)));
    }

    /// <summary>What may be drawn of a text: at most two letters or digits.</summary>
    public static string Drawable(string? text) => string.Concat((text ?? "").EnumerateRunes()
        .Where(System.Text.Rune.IsLetterOrDigit).Take(MaxCount));

    private static string First(string word)
    {
        var rune = word.EnumerateRunes().First();
        return System.Text.Rune.IsLetterOrDigit(rune)
            ? System.Text.Rune.ToUpper(rune, CultureInfo.InvariantCulture).ToString()
            : "";
    }
}
