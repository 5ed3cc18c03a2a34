namespace Polychron.Dialects.Timespace.Languages;

/// <summary>A language of labels and messages.</summary>
internal enum Language
{
    /// <summary>English, which is also what any other language gets.</summary>
    English,

    /// <summary>German.</summary>
    German,

    /// <summary>French.</summary>
    French,
}

/// <summary>Languages in paths.</summary>
internal static class LanguageTags
{
    /// <summary>The language of a tag (RFC 5646) by its first part alone: "de-AT" is German. English where it is none of ours.</summary>
    public static Language Read(string? tag)
    {
        var end = tag?.AsSpan().IndexOfAny('-', '_') ?? -1;
        return (end < 0 ? tag : tag![..end])?.ToLowerInvariant() switch
        {
            "de" => Language.German,
            "fr" => Language.French,
            _ => Language.English,
        };
    }

    /// <summary>The tag of a language.</summary>
    public static string Tag(this Language language) => language switch
    {
        Language.German => "de",
        Language.French => "fr",
        _ => "en",
    };
}
