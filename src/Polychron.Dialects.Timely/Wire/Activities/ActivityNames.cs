using Polychron.Domain.Activities;
using Polychron.Domain.Budgets;
using Polychron.Domain.Log;
using Polychron.UseCases.Activities;

namespace Polychron.Dialects.Timely.Wire.Activities;

/// <summary>
/// Timely's words for activities. The document shows <c>archive_project</c> with "archived" and
/// <c>project_budget_progress_fifty</c> with "50% of budget used"; the others follow them.
/// </summary>
internal static class ActivityNames
{
    /// <summary>The kind of thing that a filter names, in singular or plural; null for any other word.</summary>
    public static EntityKind? Read(string word) => word.ToLowerInvariant() switch
    {
        "project" or "projects" => EntityKind.Project,
        "client" or "clients" => EntityKind.Client,
        "label" or "labels" => EntityKind.Label,
        "team" or "teams" => EntityKind.Team,
        "user" or "users" => EntityKind.Member,
        "event" or "events" or "hour" or "hours" => EntityKind.Entry,
        _ => null,
    };

    /// <summary>The <c>entity_type</c> of a thing.</summary>
    public static string EntityType(EntityKind kind) => kind switch
    {
        EntityKind.Member => "User",
        EntityKind.Entry => "Event",
        _ => kind.ToString(),
    };

    /// <summary>The <c>activity_type</c>.</summary>
    public static string ActivityType(Activity activity) => activity.Kind switch
    {
        ActivityKind.TimerStarted => "start_timer",
        ActivityKind.TimerStopped => "stop_timer",
        ActivityKind.BudgetReached => Percent(activity) switch
        {
            50 => "project_budget_progress_fifty",
            80 => "project_budget_progress_eighty",
            _ => "project_budget_progress_hundred",
        },
        var kind => $"{Verb(kind)}_{EntityType(activity.Subject.Kind).ToLowerInvariant()}",
    };

    /// <summary>The <c>message</c>.</summary>
    public static string Message(Activity activity) => activity.Kind switch
    {
        ActivityKind.TimerStarted => "started a timer",
        ActivityKind.TimerStopped => "stopped a timer",
        ActivityKind.BudgetReached => $"{Percent(activity)}% of budget used",
        var kind => $"{Verb(kind)}d",
    };

    /// <summary>The path of a thing below the account.</summary>
    public static string Path(EntityKind kind) => $"{EntityType(kind).ToLowerInvariant()}s";

    private static string Verb(ActivityKind kind) => kind switch
    {
        ActivityKind.Created => "create",
        ActivityKind.Deleted => "delete",
        ActivityKind.Archived => "archive",
        ActivityKind.Unarchived => "unarchive",
        _ => "update",
    };

    private static int Percent(Activity activity) => ((BudgetLevel)activity.Record.Subject).Percent;
}
