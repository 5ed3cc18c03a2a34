using Polychron.Dialects.Errors;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timedash.Mapping;

/// <summary>Timedash's names of the fields that use cases complain about.</summary>
internal static class FieldNames
{
    /// <summary>The name of a neutral field (with what follows its first dot).</summary>
    public static string Of(string field)
    {
        var dot = field.IndexOf('.');
        if (dot >= 0 && field.AsSpan(0, dot) is Fields.CustomFields or MetadataNames.Property)
        {
            return MetadataNames.Parameter(MetadataNames.FromField(field[(dot + 1)..]));
        }

        return field switch
        {
            Fields.Start => "timestamp",
            Fields.End => "duration",
            Fields.Project => "agreement",
            Fields.HourRate => "rate",
            Fields.CustomFields => MetadataNames.Property,
            "client_id" => "contact",
            _ => field,
        };
    }

    /// <summary>The refusal of an agreement's values, which has two of them under other names than other resources.</summary>
    public static RequestException OfAgreement(DomainException refused) => new(
    [
        .. refused.Fields.Select(error => error with
        {
            Field = error.Field switch { Fields.Title => "name", Fields.Notes => "terms", var field => field },
        }),
    ]);
}
