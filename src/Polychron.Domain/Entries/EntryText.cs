namespace Polychron.Domain.Entries;

/// <summary>An entry's title and notes as one text, for readers who know only one: the title is the first line, the notes are the rest.</summary>
public static class EntryText
{
    /// <summary>The most characters in one text.</summary>
    public const int MaxLength = EntryLimits.MaxTitleLength + 1 + EntryLimits.MaxNotesLength;

    /// <summary>The one text; empty if there is neither.</summary>
    public static string Join(string? title, string? notes) =>
        string.IsNullOrEmpty(title) ? notes ?? ""
        : string.IsNullOrEmpty(notes) ? title
        : $"{title}\n{notes}";

    /// <summary>
    /// The title and notes of one text; null for what there is none of. A text whose first line is empty or longer than a
    /// title can be has no title. Line ends become line feeds; one at the end of a title alone is lost.
    /// </summary>
    public static (string? Title, string? Notes) Split(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return (null, null);
        }

        text = text.ReplaceLineEndings("\n");
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var title = end < 0 ? text : text[..end];
        if (title.Length is 0 or > EntryLimits.MaxTitleLength)
        {
            return (null, text);
        }

        return (title, end < 0 || end == text.Length - 1 ? null : text[(end + 1)..]);
    }
}
