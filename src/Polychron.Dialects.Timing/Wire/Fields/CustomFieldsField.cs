using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Domain.CustomFields;

namespace Polychron.Dialects.Timing.Wire.Fields;

/// <summary>Custom fields in a body: names with texts, or with null to remove them. Null, and the empty list that PHP makes of an empty map, change nothing.</summary>
internal static class CustomFieldsField
{
    private const string Name = "custom_fields";

    // Enough to replace every field there can be by another one.
    private const int MaxChanges = 2 * CustomFieldSet.MaxCount;

    /// <summary>The changes, or null for none.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>>? Read(JsonObjectReader body) =>
        body.Value(Name) is { IsPresent: true, Value: { ValueKind: JsonValueKind.Array } list } && list.GetArrayLength() == 0
            ? null
            : body.Map(Name, MaxChanges, CustomFieldSet.MaxValueLength, isMultiline: true).Or(null);
}
