using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timedash.Mapping;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Errors;
using Polychron.UseCases.CustomFields;

namespace Polychron.Dialects.Timedash.Bodies;

/// <summary>
/// Metadata in a body: names with texts. They are merged into what is there; an empty text, or null, removes its name. Null in
/// place of all of it changes nothing.
/// </summary>
internal static class MetadataField
{
    /// <summary>What can be set (Timedash, "Metadata"); what others attached beyond it may be sent back as it is shown.</summary>
    public static readonly CustomFieldLimits Limits = new(MetadataNames.MaxCount, Refuse);

    // Enough to replace every name there can be by another one.
    private const int MaxChanges = CustomFieldSet.MaxCount + MetadataNames.MaxCount;

    /// <summary>The changes as custom fields, or null for none.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>>? Read(JsonObjectReader body)
    {
        if (body.Map(MetadataNames.Property, MaxChanges, CustomFieldSet.MaxTotalLength, isMultiline: true).Or(null) is not { } given)
        {
            return null;
        }

        var changes = new List<KeyValuePair<string, string?>>(given.Count);
        foreach (var (name, value) in given)
        {
            // A longer one is no custom field's, so that nobody can have attached it.
            if (name.Length is 0 or > CustomFieldSet.MaxNameLength)
            {
                body.Fail(MetadataNames.Property, NameComplaint);
                return null;
            }

            changes.Add(new(MetadataNames.ToField(name), string.IsNullOrEmpty(value) ? null : value));
        }

        return changes;
    }

    private static string NameComplaint => $"has a name that is not acceptable: a name has 1 to {MetadataNames.MaxLength} characters.";

    private static FieldError? Refuse(string field, string value)
    {
        var name = MetadataNames.FromField(field);
        return Length(name) > MetadataNames.MaxLength || field.Length > CustomFieldSet.MaxNameLength
            ? new(Fields.CustomFields, $"The {MetadataNames.Property} field {NameComplaint}")
            : Length(value) > MetadataNames.MaxValueLength ? new(
                $"{Fields.CustomFields}.{field}",
                $"The {MetadataNames.Parameter(name)} field has at most {MetadataNames.MaxValueLength} characters.")
            : null;
    }

    // In characters of Unicode, as the document's limits count: half of a surrogate pair is none.
    private static int Length(string text) => text.Length - text.Count(char.IsLowSurrogate);
}
