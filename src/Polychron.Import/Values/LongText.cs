using Polychron.Domain.Entries;

namespace Polychron.Import.Values;

/// <summary>Descriptions, for which other trackers have one field and an entry has two.</summary>
internal static class LongText
{
    /// <summary>
    /// A description of one line that is short enough is the title. Of any other, the first line is the title, as far as it
    /// fits, and the whole is the notes.
    /// </summary>
    public static (string? Title, string? Notes) Split(string? text)
    {
        if (text is null)
        {
            return (null, null);
        }

        var end = text.AsSpan().IndexOfAny('\r', '\n');
        if (end < 0 && text.Length <= EntryLimits.MaxTitleLength)
        {
            return (text, null);
        }

        var length = Math.Min(end < 0 ? text.Length : end, EntryLimits.MaxTitleLength);

        // Half a surrogate pair is no text.
        length -= length > 0 && char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
        return (text[..length].Trim() is { Length: > 0 } line ? line : null, text);
    }
}
