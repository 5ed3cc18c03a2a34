using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;

namespace Polychron.Storage.Log;

/// <summary>The rows of a workspace's state and indexes.</summary>
internal sealed class WorkspaceRowPlanner : IRowPlanner
{
    private const int Indexes = 3;
    private const int EntryAndIndexes = 1 + Indexes;

    public static WorkspaceRowPlanner Instance { get; } = new();

    /// <summary>
    /// At most how many rows the changes of a record take, for filling a batch, beside the sums over entries (see
    /// <see cref="Tallies"/>): no fewer, and no more than needed.
    /// </summary>
    public static int MaxRows(LogRecord record) => record switch
    {
        { Before: Entry before, After: Entry after } =>
            EntryAndIndexes + (HasSameKeys(before, after) ? 0 : Indexes) + Running(before) + Running(after),
        { Subject: Entry entry } => EntryAndIndexes + Running(entry),
        _ => 1,
    };

    /// <summary>The sums that a record changes: those of the users and projects of its images.</summary>
    public static IEnumerable<(EntityKind Kind, long Id)> Tallies(LogRecord record)
    {
        foreach (var image in new[] { record.Before, record.After })
        {
            if (image is Entry entry)
            {
                yield return (EntityKind.User, entry.UserId);
                yield return (EntityKind.Project, entry.ProjectId ?? 0);
            }
        }
    }

    public void Plan(IReadOnlyList<LogRecord> records, Tallies tallies, RowPlan plan)
    {
        foreach (var (before, after) in RowPlan.Collapse(records))
        {
            if (before is Entry || after is Entry)
            {
                PlanEntry((Entry?)before, (Entry?)after, plan);
            }
            else if (after is not null)
            {
                plan.Put(WorkspaceKeys.Entity(after.Kind, after.Id), RowCodec.WriteEntity(after));
            }
            else if (before is not null)
            {
                plan.Remove(WorkspaceKeys.Entity(before.Kind, before.Id));
            }
        }

        foreach (var (userId, tally) in tallies.Users)
        {
            plan.Put(WorkspaceKeys.UserTally(userId), RowCodec.Write(TallyRow.From(tally), RowCodec.Tally));
        }

        foreach (var (projectId, tally) in tallies.Projects)
        {
            plan.Put(WorkspaceKeys.ProjectTally(projectId), RowCodec.Write(TallyRow.From(tally), RowCodec.Tally));
        }
    }

    private static void PlanEntry(Entry? before, Entry? after, RowPlan plan)
    {
        if (before is not null)
        {
            var (everyone, user, project) = WorkspaceKeys.Indexes(before);
            plan.Remove(WorkspaceKeys.Entry(before.Id));
            plan.Remove(everyone);
            plan.Remove(user);
            plan.Remove(project);
            if (before.IsRunning)
            {
                plan.Remove(WorkspaceKeys.Running(before.UserId));
            }
        }

        if (after is not null)
        {
            var data = RowCodec.WriteEntity(after);
            var (everyone, user, project) = WorkspaceKeys.Indexes(after);
            plan.Put(WorkspaceKeys.Entry(after.Id), data);
            plan.Put(everyone, data);
            plan.Put(user, data);
            plan.Put(project, data);
            if (after.IsRunning)
            {
                plan.Put(WorkspaceKeys.Running(after.UserId), data);
            }
        }
    }

    private static int Running(Entry entry) => entry.IsRunning ? 1 : 0;

    private static bool HasSameKeys(Entry before, Entry after) =>
        before.Start == after.Start && before.UserId == after.UserId && before.ProjectId == after.ProjectId;
}
