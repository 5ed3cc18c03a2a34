using System.Collections.Immutable;
using System.Text.Json;

namespace Polychron.Dialects.Timing.Wire;

/// <summary>Custom fields: always an object, <c>{}</c> where there are none.</summary>
internal static class CustomFieldsJson
{
    /// <summary>Writes the property.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableSortedDictionary<string, string> fields)
    {
        json.WriteStartObject("custom_fields"u8);
        if (!fields.IsEmpty)
        {
            foreach (var (name, value) in fields)
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
    }
}
