using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Dates;

namespace Polychron.Dialects.Timedash.Resources;

/// <summary>What a property's values are.</summary>
internal enum PropertyKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A moment, in ISO 8601.</summary>
    Moment,
}

/// <summary>A value of a property, or null. Values of one kind have an order: null first, false before true, text by code units.</summary>
internal readonly record struct PropertyValue : IComparable<PropertyValue>
{
    private readonly bool _isSet;
    private readonly long _number;
    private readonly string? _text;

    private PropertyValue(long number, string? text)
    {
        _isSet = true;
        _number = number;
        _text = text;
    }

    public bool IsNull => !_isSet;

    public long Number => _number;

    public string? Text => _text;

    public static PropertyValue Of(string? text) => text is null ? default : new(0, text);

    public static PropertyValue Of(long? number) => number is { } value ? new(value, null) : default;

    public static PropertyValue Of(bool? flag) => flag is { } value ? new(value ? 1 : 0, null) : default;

    /// <summary>A moment, which is known to the microsecond.</summary>
    public static PropertyValue Of(Instant moment) => new(moment.ToUnixTimeTicks() / 10, null);

    public int CompareTo(PropertyValue other) =>
        !_isSet || !other._isSet ? _isSet.CompareTo(other._isSet)
        : _text is not null ? string.CompareOrdinal(_text, other._text)
        : _number.CompareTo(other._number);

    public void Write(Utf8JsonWriter json, JsonEncodedText name, PropertyKind kind)
    {
        if (!_isSet)
        {
            json.WriteNull(name);
            return;
        }

        switch (kind)
        {
            case PropertyKind.Text:
                json.WriteString(name, _text);
                break;
            case PropertyKind.Boolean:
                json.WriteBoolean(name, _number == 1);
                break;
            case PropertyKind.Moment:
                json.WriteInstant(name, Instant.FromUnixTimeTicks(_number * 10));
                break;
            default:
                json.WriteNumber(name, _number);
                break;
        }
    }
}
