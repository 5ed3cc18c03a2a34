using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timespace;

/// <summary>What the fields of use cases' errors are called here.</summary>
internal static class FieldNames
{
    /// <summary>The name of a neutral field; an index after it stays.</summary>
    public static string Of(string field)
    {
        var dot = field.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? Name(field) : Name(field[..dot]) + field[dot..];
    }

    private static string Name(string field) => field switch
    {
        Fields.LabelIds => "labels",
        Fields.DefaultBillingStatus => "billing_status",
        Fields.Users or "project_users" => "people",
        Fields.Workspace => "cloud",
        "client_id" => "client",
        "url" => "hook_url",
        _ => field,
    };
}
