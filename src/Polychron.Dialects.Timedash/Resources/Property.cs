using System.Text.Json;

namespace Polychron.Dialects.Timedash.Resources;

/// <summary>A property of a resource: what it is shown, filtered and sorted by, and described with.</summary>
/// <typeparam name="T">What the resource is made of.</typeparam>
/// <param name="name">The name.</param>
/// <param name="kind">What its values are.</param>
/// <param name="description">What it means, for the API's description.</param>
/// <param name="read">The value for a viewer.</param>
internal sealed class Property<T>(string name, PropertyKind kind, string description, Func<T, Viewer, PropertyValue> read)
{
    private readonly JsonEncodedText _name = JsonEncodedText.Encode(name);

    public string Name { get; } = name;

    public PropertyKind Kind { get; } = kind;

    public string Description { get; } = description;

    /// <summary>Whether it can be null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>The values it can have, where they are few; else null.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    public PropertyValue Read(T item, Viewer viewer) => read(item, viewer);

    public void Write(Utf8JsonWriter json, T item, Viewer viewer) => read(item, viewer).Write(json, _name, Kind);
}
