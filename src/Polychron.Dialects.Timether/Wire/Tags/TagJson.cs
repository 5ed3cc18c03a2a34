using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Domain.Labels;
using Polychron.UseCases.Labels;

namespace Polychron.Dialects.Timether.Wire.Tags;

/// <summary>A tag, a label of the domain, as Timether shows and reads it.</summary>
internal static class TagJson
{
    /// <summary>The key that a body may be wrapped in.</summary>
    public const string Key = "tag";

    /// <summary>The list of tags.</summary>
    public static readonly MemoryList<Label> List = new(
        Write,
        label => label.Name,
        ListFilter.OtherItem<Label>("parent_id", label => label.ParentId),
        ListFilter.Flag<Label>("is_archived", label => label.IsArchived),
        ListFilter.Search<Label>("name", label => label.Name));

    /// <summary>Writes a tag as a value.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Label label)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, label.Id);
        json.WriteString("name"u8, label.Name);
        json.WriteId("parent_id", label.ParentId);
        json.WriteBoolean("is_archived"u8, label.IsArchived);
        json.WriteInstant("created_at", label.CreatedAt);
        json.WriteInstant("updated_at", label.UpdatedAt);
        json.WriteEndObject();
    }

    /// <summary>A tag's ETag.</summary>
    public static string ETag(Label label, Viewer viewer) => ViewETag.Of(label, viewer);

    /// <summary>The body of a tag.</summary>
    public static byte[] Render(Viewer viewer, Label label) =>
        JsonBytes.Render((viewer, label), static (json, one) => Write(json, one.viewer, one.label));

    /// <summary>Reads what is to be written of a tag.</summary>
    public static LabelChanges Read(JsonBody body, bool isNew)
    {
        var reader = TimetherBody.Read(body, Key);
        if (isNew)
        {
            reader.Require("name");
        }

        var changes = new LabelChanges
        {
            Name = reader.Text("name", Label.MaxNameLength).Given(reader, "name"),
            ParentId = TimetherBody.Id(reader, "parent_id").ToChange(),
            IsArchived = reader.Boolean("is_archived").Given(reader, "is_archived"),
        };
        reader.ThrowIfInvalid();
        return changes;
    }
}
