using Polychron.Dialects.Errors;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timing.Mapping;

/// <summary>
/// Timing's names of the fields that use cases complain about. Most have one name everywhere and are translated when the
/// error is rendered; where a request has them in another place, the function translates them itself.
/// </summary>
internal static class FieldNames
{
    /// <summary>The name of a neutral field (with what follows its first dot) in a request that writes one thing.</summary>
    public static string Of(string field)
    {
        var dot = field.IndexOf('.');
        var head = dot < 0 ? field : field[..dot];
        var name = head switch
        {
            Fields.Start => "start_date",
            Fields.End => "end_date",
            Fields.User => "other_user_id",
            Fields.Team => "team_id",
            Fields.Entries => "time_entries",
            _ => head,
        };
        return dot < 0 ? name : string.Concat(name, field.AsSpan(dot));
    }

    /// <summary>The refusal of a filter's values, in the names of a list's parameters.</summary>
    public static RequestException OfFilter(DomainException refused) => Rename(refused, static field => field switch
    {
        Fields.Project => "projects",
        Fields.User => "team_members",
        _ => Of(field),
    });

    /// <summary>The refusal of a batch's values, in the names of its body, which has them below <c>data</c>.</summary>
    public static RequestException OfBatch(DomainException refused) => Rename(refused, static field =>
        field.StartsWith(Fields.Entries, StringComparison.Ordinal) ? Of(field) : $"data.{Of(field)}");

    /// <summary>Whether a refusal is about values, so that it can be renamed.</summary>
    public static bool IsAboutValues(DomainException refused) => refused.Kind == DomainErrorKind.Invalid;

    private static RequestException Rename(DomainException refused, Func<string, string> name) =>
        new([.. refused.Fields.Select(error => error with { Field = name(error.Field) })]);
}
