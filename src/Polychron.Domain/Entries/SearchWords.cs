namespace Polychron.Domain.Entries;

/// <summary>A search for all words of a phrase: letters' case does not count, diacritics do ("resume" does not find "résumé").</summary>
public sealed class SearchWords
{
    private readonly string[] _words;

    private SearchWords(string[] words) => _words = words;

    /// <summary>The most characters in a phrase.</summary>
    public const int MaxLength = 500;

    /// <summary>The search for the words of a phrase, or null if it has none.</summary>
    public static SearchWords? Parse(string? phrase)
    {
        var words = phrase?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is null or [] ? null : new SearchWords(words);
    }

    /// <summary>Whether each word occurs in at least one of the two texts.</summary>
    public bool Matches(string? title, string? notes) =>
        Array.TrueForAll(_words, word => Contains(title, word) || Contains(notes, word));

    private static bool Contains(string? text, string word) =>
        text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
