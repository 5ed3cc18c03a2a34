using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timely.Mapping;

/// <summary>What the fields of the domain are called in Timely's errors.</summary>
internal static class FieldNames
{
    /// <summary>Timely's name of a field, or the field itself where it has none. Positions in lists are left out.</summary>
    public static string Of(string field)
    {
        var dot = field.IndexOf('.');
        var name = dot < 0 ? field : field[..dot];
        return name switch
        {
            Fields.Title or Fields.Name => "name",
            Fields.Notes => "note",
            Fields.Project => "project_id",
            Fields.Parent => "parent_id",
            Fields.Team => "team_id",
            Fields.User => "user_id",
            Fields.Role => "role_id",
            Fields.Start => "from",
            Fields.End => "to",
            Fields.Duration => "hours",
            Fields.BillingStatus => "billed",
            Fields.Workspace => "account_id",
            "secret" => "secret_token",
            _ => name,
        };
    }
}
