using System.Globalization;

namespace Polychron.Dialects.Query;

/// <summary>Whole numbers in texts: an optional minus sign and decimal digits, nothing else.</summary>
internal static class WholeNumberText
{
    public static bool TryParse(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && text[0] != '+';
}
