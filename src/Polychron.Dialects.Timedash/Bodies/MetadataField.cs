using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timedash.Mapping;

namespace Polychron.Dialects.Timedash.Bodies;

/// <summary>
/// Metadata in a body: names with texts. They are merged into what is there; an empty text, or null, removes its name. Null in
/// place of all of it changes nothing.
/// </summary>
internal static class MetadataField
{
    // Enough to replace every name there can be by another one.
    private const int MaxChanges = 2 * MetadataNames.MaxCount;

    /// <summary>The changes as custom fields, or null for none.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>>? Read(JsonObjectReader body)
    {
        if (body.Map(MetadataNames.Property, MaxChanges, MetadataNames.MaxValueLength, isMultiline: true).Or(null) is not { } given)
        {
            return null;
        }

        var changes = new List<KeyValuePair<string, string?>>(given.Count);
        foreach (var (name, value) in given)
        {
            if (name.Length is 0 or > MetadataNames.MaxLength)
            {
                body.Fail(MetadataNames.Property, $"has a name that is not acceptable: a name has 1 to {MetadataNames.MaxLength} characters.");
                return null;
            }

            changes.Add(new(MetadataNames.ToField(name), string.IsNullOrEmpty(value) ? null : value));
        }

        return changes;
    }
}
