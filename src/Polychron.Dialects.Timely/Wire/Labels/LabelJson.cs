using System.Text.Json;
using Polychron.Domain.Labels;

namespace Polychron.Dialects.Timely.Wire.Labels;

/// <summary>Labels as Timely shows them.</summary>
internal static class LabelJson
{
    /// <summary>Writes a label with the tree below it.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="children">The labels by their parents, in order.</param>
    /// <param name="label">The label.</param>
    public static void Write(Utf8JsonWriter json, ILookup<long?, Label> children, Label label)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, label.Id);
        json.WriteString("name"u8, label.Name);
        json.WriteNumber("sequence"u8, label.Position);
        if (label.ParentId is { } parentId)
        {
            json.WriteNumber("parent_id"u8, parentId);
        }
        else
        {
            json.WriteNull("parent_id"u8);
        }

        json.WriteString("emoji"u8, label.Emoji);
        json.WriteBoolean("active"u8, !label.IsArchived);
        json.WriteStartArray("children"u8);
        foreach (var child in children[label.Id])
        {
            Write(json, children, child);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
