using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timether.Mapping;

/// <summary>What use cases call a field and what it is called here.</summary>
internal static class FieldNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [Fields.Start] = "started_at",
        [Fields.End] = "ended_at",
        [Fields.Duration] = "duration_seconds",
        [Fields.Project] = "project_id",
        [Fields.Parent] = "parent_id",
        [Fields.User] = "user_id",
        [Fields.Users] = "user_ids",
        ["project_users"] = "member_ids",
        ["labels"] = "tag_ids",
        ["label"] = "tag_ids",
        ["label_ids"] = "tag_ids",
        ["active"] = "state",
        ["hour_rate"] = "hourly_rate_cents",
        ["internal_hour_rate"] = "internal_hourly_cost_cents",
        ["weekly_capacity"] = "expected_weekly_capacity_hours",
    };

    /// <summary>The name of a field here; fields that were found while the request was read have it already.</summary>
    /// <param name="field">What a use case calls it.</param>
    /// <param name="action">What was asked, or null: what use cases call the title of a project is its name here.</param>
    public static string Of(string field, string? action)
    {
        if (field == Fields.Title && action?.StartsWith("projects.", StringComparison.Ordinal) == true)
        {
            return "name";
        }

        var dot = field.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? field : field[..dot];
        return Names.TryGetValue(name, out var here) ? here + (dot < 0 ? "" : field[dot..]) : field;
    }
}
