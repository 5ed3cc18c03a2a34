using System.Collections.Immutable;
using Polychron.Domain.CustomFields;

namespace Polychron.Storage.Rows;

/// <summary>Custom fields as they are stored: absent where there are none.</summary>
internal static class CustomFieldRow
{
    public static Dictionary<string, string>? From(ImmutableSortedDictionary<string, string> fields) =>
        fields.IsEmpty ? null : new Dictionary<string, string>(fields, StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, string> To(Dictionary<string, string>? fields) =>
        fields is null ? CustomFieldSet.Empty : CustomFieldSet.Empty.AddRange(fields);
}
