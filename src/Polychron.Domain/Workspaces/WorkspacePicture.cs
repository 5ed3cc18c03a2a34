using System.Collections.Immutable;
using NodaTime;
using Polychron.Domain.Budgets;
using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Teams;
using Polychron.Domain.Webhooks;

namespace Polychron.Domain.Workspaces;

/// <summary>
/// What is held in memory of a workspace: all that is small (settings, members, teams, projects, running entries, counts),
/// as of a sequence number. Entries are not in it. It is kept up by applying the log's records in order; applying a record
/// that it already contains changes nothing in the end, so that it can be loaded while writes go on.
/// </summary>
public sealed record WorkspacePicture
{
    /// <summary>The picture of a workspace that does not exist yet.</summary>
    public static WorkspacePicture Empty { get; } = new();

    /// <summary>The last record that was applied; 0 for none.</summary>
    public long Sequence { get; init; }

    /// <summary>The workspace's settings; null before its first record.</summary>
    public Workspace? Workspace { get; init; }

    /// <summary>The members by user id, those who left included.</summary>
    public ImmutableDictionary<long, Member> Members { get; init; } = ImmutableDictionary<long, Member>.Empty;

    /// <summary>The teams by id.</summary>
    public ImmutableDictionary<long, Team> Teams { get; init; } = ImmutableDictionary<long, Team>.Empty;

    /// <summary>The projects.</summary>
    public ProjectForest Projects { get; init; } = ProjectForest.Empty;

    /// <summary>The running entry of each user who has one, by user id.</summary>
    public ImmutableDictionary<long, Entry> Running { get; init; } = ImmutableDictionary<long, Entry>.Empty;

    /// <summary>The clients by id.</summary>
    public ImmutableDictionary<long, Client> Clients { get; init; } = ImmutableDictionary<long, Client>.Empty;

    /// <summary>The labels by id.</summary>
    public ImmutableDictionary<long, Label> Labels { get; init; } = ImmutableDictionary<long, Label>.Empty;

    /// <summary>The webhooks by id.</summary>
    public ImmutableDictionary<long, Webhook> Webhooks { get; init; } = ImmutableDictionary<long, Webhook>.Empty;

    /// <summary>The sums over the entries of each user, by user id.</summary>
    public ImmutableDictionary<long, EntryTally> UserTallies { get; init; } = ImmutableDictionary<long, EntryTally>.Empty;

    /// <summary>The sums over the entries of each project, by project id; 0 for those without.</summary>
    public ImmutableDictionary<long, EntryTally> ProjectTallies { get; init; } = ImmutableDictionary<long, EntryTally>.Empty;

    /// <summary>How far the use of projects' budgets has come, by project id.</summary>
    public ImmutableDictionary<long, BudgetLevel> BudgetLevels { get; init; } = ImmutableDictionary<long, BudgetLevel>.Empty;

    /// <summary>
    /// The sums of projects' budget windows that were read since this picture was loaded, by project id. They are in no store:
    /// a picture that lacks one is as good.
    /// </summary>
    public ImmutableDictionary<long, BudgetWindow> BudgetWindows { get; init; } = ImmutableDictionary<long, BudgetWindow>.Empty;

    /// <summary>
    /// The longest interval that any entry has ever had. It bounds how far before a moment an entry that overlaps it can
    /// start, so that overlaps are found by a range read.
    /// </summary>
    public Duration LongestSpan { get; init; }

    /// <summary>The picture after a record.</summary>
    public WorkspacePicture Apply(LogRecord record)
    {
        var next = record.Subject switch
        {
            Workspace workspace => this with { Workspace = workspace },
            Member member => this with
            {
                Members = record.After is null ? Members.Remove(member.Id) : Members.SetItem(member.Id, member),
            },
            Team team => this with { Teams = record.After is null ? Teams.Remove(team.Id) : Teams.SetItem(team.Id, team) },
            Project project => this with
            {
                Projects = record.After is null ? Projects.Without(project.Id) : Projects.With(project),
            },
            Client client => this with
            {
                Clients = record.After is null ? Clients.Remove(client.Id) : Clients.SetItem(client.Id, client),
            },
            Label label => this with
            {
                Labels = record.After is null ? Labels.Remove(label.Id) : Labels.SetItem(label.Id, label),
            },
            BudgetLevel level => this with
            {
                BudgetLevels = record.After is null ? BudgetLevels.Remove(level.Id) : BudgetLevels.SetItem(level.Id, level),
            },
            Webhook webhook => this with
            {
                Webhooks = record.After is null ? Webhooks.Remove(webhook.Id) : Webhooks.SetItem(webhook.Id, webhook),
            },
            Entry => ApplyEntry(record),
            _ => throw new InvalidOperationException($"A workspace's log has no record of a {record.Subject.Kind}."),
        };
        return next with { Sequence = Math.Max(Sequence, record.Sequence) };
    }

    private WorkspacePicture ApplyEntry(LogRecord record)
    {
        var before = (Entry?)record.Before;
        var after = (Entry?)record.After;
        var running = Running;
        if (before is not null && running.TryGetValue(before.UserId, out var known) && known.Id == before.Id)
        {
            running = running.Remove(before.UserId);
        }

        if (after is { IsRunning: true })
        {
            running = running.SetItem(after.UserId, after);
        }

        var span = after is { End: { } end } ? end - after.Start : Duration.Zero;
        return this with
        {
            Running = running,
            UserTallies = Tally(UserTallies, before?.UserId, after?.UserId, before, after, record.Sequence),
            ProjectTallies = Tally(
                ProjectTallies, before?.ProjectId ?? 0, after?.ProjectId ?? 0, before, after, record.Sequence),
            BudgetWindows = KeepUp(BudgetWindows, before, after),
            LongestSpan = span > LongestSpan ? span : LongestSpan,
        };
    }

    private static ImmutableDictionary<long, BudgetWindow> KeepUp(
        ImmutableDictionary<long, BudgetWindow> windows, Entry? before, Entry? after)
    {
        if (before?.ProjectId is { } old && windows.TryGetValue(old, out var left))
        {
            windows = windows.SetItem(old, left.Without(before));
        }

        return after?.ProjectId is { } now && windows.TryGetValue(now, out var joined)
            ? windows.SetItem(now, joined.With(after))
            : windows;
    }

    private static ImmutableDictionary<long, EntryTally> Tally(
        ImmutableDictionary<long, EntryTally> tallies, long? keyBefore, long? keyAfter, Entry? before, Entry? after, long sequence)
    {
        if (before is not null && after is not null && keyBefore == keyAfter)
        {
            return Change(tallies, keyAfter!.Value, sequence, tally => tally.Without(before).With(after));
        }

        tallies = before is null ? tallies : Change(tallies, keyBefore!.Value, sequence, tally => tally.Without(before));
        return after is null ? tallies : Change(tallies, keyAfter!.Value, sequence, tally => tally.With(after));
    }

    private static ImmutableDictionary<long, EntryTally> Change(
        ImmutableDictionary<long, EntryTally> tallies, long key, long sequence, Func<EntryTally, EntryTally> change)
    {
        var old = tallies.GetValueOrDefault(key) ?? EntryTally.Zero;
        return sequence <= old.AsOf ? tallies : tallies.SetItem(key, change(old) with { AsOf = sequence });
    }
}
