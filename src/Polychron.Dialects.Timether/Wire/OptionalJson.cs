using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Dates;

namespace Polychron.Dialects.Timether.Wire;

/// <summary>Members that may be null.</summary>
internal static class OptionalJson
{
    /// <summary>An id or null.</summary>
    public static void WriteId(this Utf8JsonWriter json, string name, long? id)
    {
        if (id is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>A moment or null.</summary>
    public static void WriteInstantOrNull(this Utf8JsonWriter json, string name, Instant? instant)
    {
        if (instant is { } value)
        {
            json.WriteInstant(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Seconds as hours, to four decimals.</summary>
    public static void WriteHours(this Utf8JsonWriter json, string name, long seconds) =>
        json.WriteNumber(name, Math.Round(seconds / 3_600m, 4, MidpointRounding.AwayFromZero));

    /// <summary>Ids, ascending.</summary>
    public static void WriteIds(this Utf8JsonWriter json, string name, IEnumerable<long> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
        {
            json.WriteNumberValue(id);
        }

        json.WriteEndArray();
    }

    /// <summary>Names and values of custom fields.</summary>
    public static void WriteCustomFields(this Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> fields)
    {
        json.WriteStartObject("custom_fields"u8);
        foreach (var (name, value) in fields)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
