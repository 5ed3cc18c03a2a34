namespace Polychron.Dialects.Bodies;

/// <summary>What a text may hold. Any Unicode but control characters may be in it; lengths are counted in UTF-16 code units, as the domain and the storage limits count them.</summary>
internal static class TextRules
{
    /// <summary>What is wrong with a text, or null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The most UTF-16 code units.</param>
    /// <param name="isMultiline">Whether tabs and line ends may be in it.</param>
    public static string? Check(string text, int maxLength, bool isMultiline)
    {
        if (text.Length > maxLength)
        {
            return $"has at most {maxLength} characters.";
        }

        foreach (var c in text)
        {
            if (char.IsControl(c) && !(isMultiline && c is '\t' or '\n' or '\r'))
            {
                return isMultiline
                    ? "has no control characters but tabs and line ends."
                    : "has no control characters, line ends included.";
            }
        }

        return null;
    }
}
