using Polychron.Dialects.Timedash.Resources;

namespace Polychron.Dialects.Timedash.Lists;

/// <summary>What a list's items have to be: a property, or a name in the metadata, equal to a value. A day holds all of its moments.</summary>
/// <param name="Property">The property; null for metadata.</param>
/// <param name="MetadataName">The name in the metadata; null for a property.</param>
/// <param name="Value">The value, or the first moment of the day.</param>
/// <param name="DayEnd">The first moment after the day; null for everything else.</param>
internal sealed record PropertyFilter<T>(
    Property<T>? Property, string? MetadataName, PropertyValue Value, PropertyValue? DayEnd = null)
{
    /// <summary>Whether an item is.</summary>
    public bool Matches(Resource<T> resource, T item, Viewer viewer)
    {
        var value = Property is null ? resource.ReadMetadata(item, MetadataName!) : Property.Read(item, viewer);
        return DayEnd is not { } end ? value == Value : !value.IsNull && value.CompareTo(Value) >= 0 && value.CompareTo(end) < 0;
    }
}
