using System.Collections.Immutable;
using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;
using Polychron.Storage.Log;
using Polychron.Testing;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Logs;

/// <summary>A workspace with an owner (user 1) and members (users 2 to 9), and instances of the product that share its store.</summary>
internal static class LogWorld
{
    public const long WorkspaceId = 7;

    public const long Owner = 1;

    public static readonly Instant Start = Instant.FromUtc(2024, 3, 1, 8, 0);

    public static WorkspaceLog Instance(ITableStore store, TimeProvider? time = null)
    {
        time ??= new ManualTime();
        return new WorkspaceLog(store, new SystemRandomSource(), new TimeProviderClock(time), time);
    }

    public static Task SeedAsync(IWorkspaceLog log) => log.WriteAsync(WorkspaceId, 0, transaction =>
    {
        transaction.Create(
            new Workspace
            {
                Name = "Test",
                OwnerUserId = Owner,
                Plan = WorkspacePlan.Business,
                BillingState = BillingState.Active,
                Currency = "EUR",
                TimeZone = "UTC",
                WeekStart = IsoDayOfWeek.Monday,
            },
            WorkspaceId);
        for (var user = Owner; user <= 9; user++)
        {
            transaction.Create(
                new Member
                {
                    Name = $"User {user}",
                    Email = $"user{user}@example.com",
                    TimeZone = "UTC",
                    Role = user == Owner ? Role.Owner : Role.Member,
                },
                user);
        }

        return ValueTask.FromResult(true);
    });

    public static Task<Entry> CreateAsync(IWorkspaceLog log, long user, int minute, string title = "work", bool replace = false) =>
        log.WriteAsync(WorkspaceId, user, transaction => CreateEntry.RunAsync(transaction, new CreateEntry.Command
        {
            Start = Start + Duration.FromMinutes(minute),
            End = Start + Duration.FromMinutes(minute + 10),
            Title = title,
            ReplaceExisting = replace,
        }));

    public static async Task<List<Entry>> AllAsync(IWorkspaceView view, EntryScan scan)
    {
        var found = new List<Entry>();
        await foreach (var page in view.ScanEntriesAsync(scan))
        {
            found.AddRange(page);
        }

        return found;
    }

    /// <summary>
    /// What must hold of a workspace after whatever happened to it: the log has no gap and no double; the state rebuilt from
    /// the log alone is the state that is stored; every index holds exactly the entries, in order; nobody runs two timers.
    /// </summary>
    public static async Task CheckAsync(ITableStore store)
    {
        var fresh = Instance(store);
        var view = await fresh.OpenAsync(WorkspaceId);
        var records = await fresh.ReadLogAsync(WorkspaceId, 0, int.MaxValue);
        Assert.Equal(Enumerable.Range(1, records.Count).Select(n => (long)n), records.Select(record => record.Sequence));

        var entries = new Dictionary<long, Entry>();
        var rebuilt = WorkspacePicture.Empty;
        foreach (var record in records)
        {
            rebuilt = rebuilt.Apply(record);
            if (record.Subject is Entry entry)
            {
                if (record.Before is Entry before)
                {
                    Assert.Equal(Plain(entries[before.Id]), Plain(before));
                }

                if (record.After is null)
                {
                    entries.Remove(entry.Id);
                }
                else
                {
                    entries[entry.Id] = entry;
                }
            }
        }

        Assert.Equal(rebuilt.Sequence, view.Picture.Sequence);
        Assert.Equal(rebuilt.Members.Keys.Order(), view.Picture.Members.Keys.Order());
        Assert.Equal(
            rebuilt.Projects.All.OrderBy(project => project.Id).Select(project => (project.Id, project.Version, project.Title)),
            view.Picture.Projects.All.OrderBy(project => project.Id).Select(project => (project.Id, project.Version, project.Title)));
        Assert.Equal(
            entries.Values.Where(entry => entry.IsRunning).Select(entry => entry.Id).Order(),
            view.Picture.Running.Values.Select(entry => entry.Id).Order());
        Assert.Equal(entries.Values.Count(entry => entry.IsRunning), view.Picture.Running.Count);
        foreach (var user in rebuilt.Members.Keys)
        {
            Assert.Equal(
                entries.Values.Count(entry => entry.UserId == user),
                view.Picture.UserTallies.GetValueOrDefault(user)?.Count ?? 0);
            Assert.Equal(Newest(entries.Values.Where(entry => entry.UserId == user)), await Ids(new(EntryIndex.User, user)));
        }

        foreach (var (project, tally) in view.Picture.ProjectTallies)
        {
            var sums = entries.Values.Where(entry => (entry.ProjectId ?? 0) == project)
                .Aggregate(EntryTally.Zero, (sum, entry) => sum.With(entry));
            Assert.Equal(sums with { AsOf = tally.AsOf }, tally);
        }

        Assert.Equal(entries.Count, view.Picture.ProjectTallies.Values.Sum(tally => tally.Count));
        Assert.Equal(Newest(entries.Values), await Ids(new(EntryIndex.Everyone)));
        foreach (var group in entries.Values.GroupBy(entry => entry.ProjectId ?? 0))
        {
            Assert.Equal(Newest(group), await Ids(new(EntryIndex.Project, group.Key)));
        }

        foreach (var entry in entries.Values)
        {
            Assert.Equal(Plain(entry), Plain((await view.FindEntryAsync(entry.Id))!));
        }

        async Task<List<string>> Ids(EntryScan scan) => [.. (await AllAsync(view, scan)).Select(Plain)];
    }

    private static List<string> Newest(IEnumerable<Entry> entries) =>
        [.. entries.OrderByDescending(entry => entry.Start).ThenByDescending(entry => entry.Id).Select(Plain)];

    // Custom fields compare by reference: their text does not.
    private static string Plain(Entry entry) =>
        $"{entry with { CustomFields = ImmutableSortedDictionary<string, string>.Empty, LabelIds = [] }} "
        + $"{string.Join(',', entry.CustomFields)} {string.Join(',', entry.LabelIds)}";
}
