using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>The types of fields that this API has, of those that Zapier knows.</summary>
internal enum FieldType
{
    /// <summary>A line.</summary>
    String,

    /// <summary>Lines.</summary>
    Text,

    /// <summary>A moment.</summary>
    Datetime,

    /// <summary>True or false.</summary>
    Boolean,
}

/// <summary>A field of a record that can be written.</summary>
/// <param name="Key">Its name in JSON, under which <see cref="Languages.Texts"/> has its label.</param>
/// <param name="Type">Its type.</param>
internal sealed record Field(string Key, FieldType Type = FieldType.String)
{
    /// <summary>Whether a new record needs it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether only a new record has it.</summary>
    public bool IsForNew { get; init; }

    /// <summary>Whether it is a list.</summary>
    public bool IsList { get; init; }

    /// <summary>The most UTF-16 code units of a text.</summary>
    public int MaxLength { get; init; } = 255;

    /// <summary>The words that it can be, or null.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>The kind of records of the same cloud whose ids it can be, or null.</summary>
    public RecordKind? Reference { get; init; }
}
