using System.Collections.Immutable;
using System.Text.Json;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timedash.Mapping;
using Polychron.Domain.CustomFields;

namespace Polychron.Dialects.Timedash.Resources;

/// <summary>A kind of resource: its properties are what is shown of it, and what lists of it are filtered and sorted by.</summary>
/// <typeparam name="T">What it is made of.</typeparam>
internal sealed class Resource<T>
{
    /// <summary>A kind of resource.</summary>
    /// <param name="name">Its name, which its objects have as <c>object</c>.</param>
    /// <param name="properties">Its properties in the order in which they are shown, after id and object.</param>
    /// <param name="id">The id.</param>
    /// <param name="metadata">The custom fields that are shown as metadata; null if it has none.</param>
    public Resource(
        string name,
        Func<T, long> id,
        IReadOnlyList<Property<T>> properties,
        Func<T, ImmutableSortedDictionary<string, string>>? metadata = null)
    {
        Name = name;
        Id = id;
        Metadata = metadata;
        Properties =
        [
            new("id", PropertyKind.Integer, "The id, unique in the account.", (item, _) => PropertyValue.Of(id(item))),
            new("object", PropertyKind.Text, "What kind of object it is.", (_, _) => PropertyValue.Of(name)) { Choices = [name] },
            .. properties,
        ];
    }

    public string Name { get; }

    public Func<T, long> Id { get; }

    public IReadOnlyList<Property<T>> Properties { get; }

    public Func<T, ImmutableSortedDictionary<string, string>>? Metadata { get; }

    /// <summary>The value of a name in the metadata.</summary>
    public PropertyValue ReadMetadata(T item, string name) => PropertyValue.Of(
        (Metadata?.Invoke(item) ?? CustomFieldSet.Empty).GetValueOrDefault(MetadataNames.ToField(name)));

    /// <summary>Writes the object as a value.</summary>
    public void Write(Utf8JsonWriter json, T item, Viewer viewer)
    {
        json.WriteStartObject();
        WriteMembers(json, item, viewer);
        json.WriteEndObject();
    }

    /// <summary>Writes what is in the object.</summary>
    public void WriteMembers(Utf8JsonWriter json, T item, Viewer viewer)
    {
        for (var i = 0; i < Properties.Count; i++)
        {
            Properties[i].Write(json, item, viewer);
        }

        if (Metadata is null)
        {
            return;
        }

        json.WriteStartObject("metadata"u8);
        foreach (var (field, value) in Metadata(item))
        {
            json.WriteString(MetadataNames.FromField(field), value);
        }

        json.WriteEndObject();
    }

    /// <summary>The object alone.</summary>
    public byte[] Render(T item, Viewer viewer) =>
        JsonBytes.Render((this, item, viewer), static (json, shown) => shown.Item1.Write(json, shown.item, shown.viewer));
}
