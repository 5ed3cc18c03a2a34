namespace Polychron.Import.Values;

/// <summary>Several names in one value.</summary>
internal static class NameList
{
    /// <summary>The names between the separators, without white space around them; empty ones are left out.</summary>
    public static IReadOnlyList<string> Parse(string? text, params char[] separators) =>
        text is null ? [] : text.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
