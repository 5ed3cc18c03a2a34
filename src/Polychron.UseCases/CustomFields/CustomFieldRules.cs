using Polychron.Domain.CustomFields;
using Polychron.Domain.Errors;

namespace Polychron.UseCases.CustomFields;

/// <summary>What the names and values of custom fields must be (Timing, "Custom fields").</summary>
internal static class CustomFieldRules
{
    /// <summary>Adds what is wrong with a change of custom fields, and with the fields after it.</summary>
    public static void Check(
        IEnumerable<KeyValuePair<string, string?>>? changes,
        IReadOnlyDictionary<string, string> after,
        List<FieldError> errors)
    {
        foreach (var (name, value) in changes ?? [])
        {
            if (!IsName(name))
            {
                errors.Add(new(
                    $"{Fields.CustomFields}.{Shorten(name)}",
                    "A custom field's name has letters, digits, dashes and underscores, does not begin with an underscore, "
                    + $"is not only digits, and has at most {CustomFieldSet.MaxNameLength} characters."));
            }
            else if (value?.Length > CustomFieldSet.MaxValueLength)
            {
                errors.Add(new(
                    $"{Fields.CustomFields}.{name}",
                    $"A custom field's value has at most {CustomFieldSet.MaxValueLength} characters."));
            }
        }

        if (after.Count > CustomFieldSet.MaxCount)
        {
            errors.Add(new(Fields.CustomFields, $"There are at most {CustomFieldSet.MaxCount} custom fields."));
        }
        else if (after.Sum(field => field.Key.Length + field.Value.Length) > CustomFieldSet.MaxTotalLength)
        {
            errors.Add(new(
                Fields.CustomFields, $"All custom fields together have at most {CustomFieldSet.MaxTotalLength} characters."));
        }
    }

    /// <summary>Adds what the caller's API does not let them attach.</summary>
    /// <param name="before">The fields as they were.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="after">The fields as they become.</param>
    /// <param name="limits">What the API allows; null for all that the domain does.</param>
    /// <param name="errors">What is wrong.</param>
    public static void CheckLimits(
        IReadOnlyDictionary<string, string> before,
        IEnumerable<KeyValuePair<string, string?>>? changes,
        IReadOnlyDictionary<string, string> after,
        CustomFieldLimits? limits,
        List<FieldError> errors)
    {
        if (limits is null)
        {
            return;
        }

        foreach (var (name, value) in changes ?? [])
        {
            if (value is not null && value != before.GetValueOrDefault(name) && limits.Refuse(name, value) is { } error)
            {
                errors.Add(error);
            }
        }

        if (after.Count > limits.MaxCount && after.Count > before.Count)
        {
            errors.Add(new(Fields.CustomFields, $"There are at most {limits.MaxCount} of them."));
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= CustomFieldSet.MaxNameLength
        && name[0] != '_'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !name.All(char.IsAsciiDigit);

    private static string Shorten(string name) => name.Length <= 40 ? name : name[..40];
}
