using System.Collections.Frozen;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timespace.Ids;

namespace Polychron.Dialects.Timespace.Languages;

/// <summary>What people are told, in each language.</summary>
internal static class Texts
{
    /// <summary>The texts by key: English, German, French.</summary>
    public static FrozenDictionary<string, (string English, string German, string French)> Table { get; } = TextTable.Rows
        .ToFrozenDictionary(row => row.Key, row => (row.English, row.German, row.French), StringComparer.Ordinal);

    /// <summary>A text.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key: a bug.</exception>
    public static string Of(Language language, string key)
    {
        var text = Table[key];
        return language switch
        {
            Language.German => text.German,
            Language.French => text.French,
            _ => text.English,
        };
    }

    /// <summary>The name of a type.</summary>
    public static string Type(Language language, RecordType type) => Of(language, $"type.{type.Id}");

    /// <summary>The label of a field.</summary>
    public static string Field(Language language, string key) => Of(language, $"field.{key}");

    /// <summary>The help for a field, or null if there is none.</summary>
    public static string? Help(Language language, string key) =>
        Table.ContainsKey($"help.{key}") ? Of(language, $"help.{key}") : null;

    /// <summary>The message of a kind of refusal.</summary>
    public static string Error(Language language, RequestErrorKind kind) => Of(language, $"error.{kind}");
}
