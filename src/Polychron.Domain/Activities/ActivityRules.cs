using Polychron.Domain.Budgets;
using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Teams;

namespace Polychron.Domain.Activities;

/// <summary>Which of a log's records are activities: a record is one activity or none, and its number is the activity's.</summary>
public static class ActivityRules
{
    /// <summary>
    /// What a record tells; null for what is nobody's business but the product's own: settings of the workspace, tokens, and
    /// that a level of a budget is forgotten with its project.
    /// </summary>
    public static ActivityKind? KindOf(LogRecord record) => record.Subject switch
    {
        Entry => OfEntry((Entry?)record.Before, (Entry?)record.After),
        Project => Of<Project>(record, static project => project.IsArchived),
        Client => Of<Client>(record, static client => client.IsArchived),
        Label => Of<Label>(record, static label => label.IsArchived),
        Team => Of<Team>(record, static _ => false),
        Member => OfMember((Member?)record.Before, (Member?)record.After),
        BudgetLevel => record.After is null ? null : ActivityKind.BudgetReached,
        _ => null,
    };

    private static ActivityKind Of<T>(LogRecord record, Func<T, bool> isArchived)
        where T : Entity => (record.Before, record.After) switch
        {
            (null, _) => ActivityKind.Created,
            (_, null) => ActivityKind.Deleted,
            (T before, T after) when isArchived(before) != isArchived(after) =>
                isArchived(after) ? ActivityKind.Archived : ActivityKind.Unarchived,
            _ => ActivityKind.Updated,
        };

    private static ActivityKind OfEntry(Entry? before, Entry? after) => (before, after) switch
    {
        (_, null) => ActivityKind.Deleted,
        (null or { IsRunning: false }, { IsRunning: true }) => ActivityKind.TimerStarted,
        ({ IsRunning: true }, { IsRunning: false }) => ActivityKind.TimerStopped,
        (null, _) => ActivityKind.Created,
        _ => ActivityKind.Updated,
    };

    private static ActivityKind? OfMember(Member? before, Member? after) => (before, after) switch
    {
        (null or { IsActive: false }, { IsActive: true }) => ActivityKind.Created,
        ({ IsActive: true }, null or { IsActive: false }) => ActivityKind.Deleted,
        ({ IsActive: true } old, { } changed) when (old with { RevokedTokens = changed.RevokedTokens }) != Unstamped(old, changed) =>
            ActivityKind.Updated,
        _ => null,
    };

    private static Member Unstamped(Member before, Member after) =>
        after with { Version = before.Version, UpdatedAt = before.UpdatedAt };
}
