using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Labels;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;
using Polychron.Testing;
using Polychron.Testing.Domain;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Reports;

namespace Polychron.UseCases.Tests.Reports;

public class SumEntriesTests
{
    // User 1 owns, 2 manages, 3 views, 4 works. Project 6 and label 4 were deleted; project 5 is below 4; team 20 is user 1 and 2, team 21 user 2.
    private static readonly WorkspacePicture Picture = new()
    {
        Workspace = Samples.Workspace(),
        Members = new[] { Role.Owner, Role.Manager, Role.Viewer, Role.Member }
            .Select((role, i) => Samples.Member(i + 1, role)).ToImmutableDictionary(member => member.Id),
        Teams = new[] { Samples.Team(20, 1, 2), Samples.Team(21, 2) }.ToImmutableDictionary(team => team.Id),
        Clients = new[] { 30L, 31L }.ToImmutableDictionary(id => id, id => new Client { Id = id, Name = $"Client {id}" }),
        Labels = new[] { 1L, 2L, 3L }.ToImmutableDictionary(id => id, id => new Label { Id = id, Name = $"Label {id}", Position = 1 }),
        Projects = new[]
        {
            Samples.Project(1) with { ClientId = 30 },
            Samples.Project(2) with { ClientId = 31, Users = Only(2) },
            Samples.Project(3) with { ClientId = 32, Users = Only(4) },
            Samples.Project(4) with { ClientId = 30, Users = Only(1) },
            Samples.Project(5, parentId: 4),
        }.Aggregate(ProjectForest.Empty, (forest, project) => forest.With(project)),
    };

    private static readonly Gen<IReadOnlySet<long>?> NoSet = Gen.Constant<IReadOnlySet<long>?>(null);

    private static readonly Gen<CellFilter> Filters =
        from users in SetOf(1, 4)
        from teams in SetOf(20, 21, withNone: true)
        from projects in SetOf(1, 5, withNone: true)
        from children in Gen.Elements(true, false)
        from clients in SetOf(30, 31, withNone: true)
        from labels in SetOf(1, 3, withNone: true)
        from statuses in Gen.Elements(Enum.GetValues<BillingStatus>()).ListOf(2)
        from hasStatuses in Gen.Elements(true, false)
        select new CellFilter
        {
            Users = users, Teams = teams, Projects = projects, IncludeChildProjects = children, Clients = clients, Labels = labels,
            BillingStatuses = hasStatuses ? statuses.ToHashSet() : null, IgnoresUnknownIds = true,
        };

    private static readonly Gen<Drawn> Cases =
        from moment in ClockChanges.NearOne
        from entries in RandomEntries.Around(moment).ListOf(40)
        from filter in Filters
        from isFiltered in Gen.Choose(0, 3)
        from caller in Gen.Choose(1, 4)
        from before in Gen.Choose(0, 40)
        from after in Gen.Choose(-1, 40)
        from counts in Gen.Elements(true, false)
        let day = moment.Instant.InZone(moment.Zone).Date
        select new Drawn(
            moment,
            [.. entries.Select((entry, i) => entry with { Id = i + 1 })],
            caller,
            new SumEntries.Query
            {
                First = day.PlusDays(-before), Last = day.PlusDays(after), Zone = moment.Zone,
                Now = counts ? moment.Instant : null,
                Filter = isFiltered == 0 ? new CellFilter() : filter,
            });

    [Fact]
    public void Sums_equal_those_over_the_entries_one_by_one() =>
        Properties.Holds(Cases, drawn =>
        {
            var (cells, entries) = (Run(drawn), Expected(drawn));
            var now = drawn.Query.Now;
            AssertSums(entries, cells.Total(), now);
            var dimensions = new CellDimensions(Picture);
            AssertGroups(cells.By(key => key.UserId), entries, entry => [entry.UserId], now);
            AssertGroups(cells.By(dimensions.Project), entries, entry => [Shown(entry.ProjectId)], now);
            AssertGroups(cells.By(dimensions.Client), entries, entry => [ClientOf(entry)], now);
            AssertGroups(cells.ByEach(dimensions.Labels), entries, LabelsOf, now);
            AssertGroups(cells.ByEach(dimensions.Teams), entries, entry => TeamsOf(entry.UserId), now);
            AssertGroups(cells.By(key => key.Day), entries, entry => [DayOf(entry, drawn.Query)], now);
            AssertGroups(
                cells.By(key => dimensions.FirstDay(key, CalendarUnit.Month)), entries,
                entry => [new LocalDate(DayOf(entry, drawn.Query).Year, DayOf(entry, drawn.Query).Month, 1)], now);
            AssertGroups(
                cells.By(key => dimensions.FirstDay(key, CalendarUnit.Week)), entries,
                entry => [DayOf(entry, drawn.Query).PlusDays(-((int)DayOf(entry, drawn.Query).DayOfWeek - 1))], now);
            AssertGroups(cells.By(key => (key.UserId, key.BillingStatus)), entries, entry => [(entry.UserId, entry.BillingStatus)], now);
        });

    [Fact]
    public void The_listed_entries_are_those_of_the_sums_page_by_page() =>
        Properties.Holds(Cases, drawn =>
        {
            var expected = Expected(drawn).OrderByDescending(entry => entry.Start).ThenByDescending(entry => entry.Id).ToList();
            var view = new ListView(Picture, drawn.Entries);
            var listed = new List<Entry>();
            for (var hasMore = true; hasMore;)
            {
                var page = SumEntries.ListAsync(view, Picture.Members[drawn.Caller], drawn.Query, listed.Count, 7).AsTask().GetAwaiter().GetResult();
                listed.AddRange(page.Entries);
                hasMore = page.HasMore;
                Assert.Equal(hasMore, listed.Count < expected.Count);
            }

            Assert.Equal(expected, listed);
        });

    [Fact]
    public async Task The_narrowest_index_is_read_and_nothing_where_nothing_can_match()
    {
        Assert.Equal(EntryIndex.Everyone, await ScanAsync(1, new CellFilter()));
        Assert.Equal(EntryIndex.User, await ScanAsync(4, new CellFilter()));
        Assert.Equal(EntryIndex.User, await ScanAsync(1, new CellFilter { Teams = Set(21) }));
        Assert.Equal(EntryIndex.Project, await ScanAsync(1, new CellFilter { Projects = Set(2) }));
        Assert.Equal(EntryIndex.Everyone, await ScanAsync(1, new CellFilter { Projects = Set(CellDimensions.None) }));
        Assert.Null(await ScanAsync(4, new CellFilter { Users = Set(1), IgnoresUnknownIds = true }));
        Assert.Null(await ScanAsync(1, new CellFilter { Projects = Set(99), IgnoresUnknownIds = true }));
    }

    [Theory]
    [InlineData(4, Fields.User, 1)]
    [InlineData(1, Fields.User, 99)]
    [InlineData(1, Fields.Team, 99)]
    [InlineData(1, Fields.Project, 6)]
    [InlineData(4, Fields.Project, 2)]
    [InlineData(1, Fields.Client, 99)]
    [InlineData(1, Fields.Label, 4)]
    public async Task An_id_that_is_not_there_for_the_caller_is_refused(int caller, string field, long id)
    {
        var filter = field switch
        {
            Fields.User => new CellFilter { Users = Set(id) },
            Fields.Team => new CellFilter { Teams = Set(id) },
            Fields.Project => new CellFilter { Projects = Set(id) },
            Fields.Client => new CellFilter { Clients = Set(id) },
            _ => new CellFilter { Labels = Set(id) },
        };
        var refused = await Assert.ThrowsAsync<DomainException>(() => ScanAsync(caller, filter));
        Assert.Equal(field, Assert.Single(refused.Fields).Field);
    }

    private static async Task<EntryIndex?> ScanAsync(long caller, CellFilter filter)
    {
        var view = new ListView(Picture, []);
        var day = new LocalDate(2024, 5, 15);
        await SumEntries.RunAsync(
            view, Picture.Members[caller], new SumEntries.Query { First = day, Last = day, Zone = DateTimeZone.Utc, Filter = filter });
        return view.Scans.Count == 0 ? null : Assert.Single(view.Scans).Index;
    }

    private static IReadOnlyList<Cell> Run(Drawn drawn) => SumEntries.RunAsync(
        new ListView(Picture, drawn.Entries), Picture.Members[drawn.Caller], drawn.Query).AsTask().GetAwaiter().GetResult();

    private static List<Entry> Expected(Drawn drawn)
    {
        var filter = drawn.Query.Filter;
        return [.. drawn.Entries.Where(entry =>
            DayOf(entry, drawn.Query) >= drawn.Query.First && DayOf(entry, drawn.Query) <= drawn.Query.Last
            && (drawn.Caller != 4 || entry.UserId == 4)
            && (filter.Users?.Contains(entry.UserId) ?? true)
            && (filter.Teams is null || TeamsOf(entry.UserId).Any(filter.Teams.Contains))
            && (filter.Projects is null || MatchesProject(entry, drawn.Caller, filter))
            && (filter.Clients?.Contains(ClientOf(entry)) ?? true)
            && (filter.Labels is null || LabelsOf(entry).Any(filter.Labels.Contains))
            && (filter.BillingStatuses?.Contains(entry.BillingStatus) ?? true)
            // Projects 3 and 4 have users, of whom the manager is none.
            && (drawn.Caller != 2 || entry.UserId == 2 || entry.ProjectId is not (3 or 4)))];
    }

    private static bool MatchesProject(Entry entry, long caller, CellFilter filter)
    {
        var shown = Shown(entry.ProjectId);
        // Project 2 is user 2's, 3 is user 4's, 4 is user 1's; user 4 sees 1, 3 and 5 (which names nobody), the others all.
        bool Selects(long id) => filter.Projects!.Contains(id) && (caller != 4 || id is 0 or 1 or 3 or 5);
        return Selects(shown) || (filter.IncludeChildProjects && shown == 5 && Selects(4));
    }

    private static long Shown(long? projectId) => projectId is { } id and not 6 ? id : 0;

    private static long ClientOf(Entry entry) => entry.ProjectId switch { 1 or 4 => 30, 2 => 31, _ => 0 };

    private static IEnumerable<long> LabelsOf(Entry entry) =>
        entry.LabelIds.Except([4]) is { IsEmpty: false } shown ? shown : [0L];

    private static long[] TeamsOf(long userId) => userId switch { 1 => [20], 2 => [20, 21], _ => [0] };

    private static LocalDate DayOf(Entry entry, SumEntries.Query query)
    {
        var day = entry.Start.InZone(query.Zone).Date.PlusDays(-1);
        while (entry.Start >= Zones.StartOfDay(day.PlusDays(1), query.Zone))
        {
            day = day.PlusDays(1);
        }

        return day;
    }

    private static void AssertGroups<TGroup>(
        Dictionary<TGroup, SplitSums> groups, List<Entry> entries, Func<Entry, IEnumerable<TGroup>> groupsOf, Instant? now)
        where TGroup : notnull
    {
        var expected = entries.SelectMany(groupsOf, (entry, group) => (entry, group)).ToLookup(pair => pair.group, pair => pair.entry);
        Assert.Equal(expected.Select(group => group.Key).ToHashSet(), groups.Keys.ToHashSet());
        foreach (var (group, sums) in groups)
        {
            AssertSums(expected[group], sums, now);
        }
    }

    private static void AssertSums(IEnumerable<Entry> entries, SplitSums sums, Instant? now)
    {
        var all = entries.ToList();
        AssertPart(all, sums.All, now);
        AssertPart(all.Where(entry => entry.BillingStatus != BillingStatus.NotBillable), sums.Billable, now);
        AssertPart(all.Where(entry => entry.BillingStatus == BillingStatus.NotBillable), sums.NotBillable, now);
        AssertPart(all.Where(entry => entry.BillingStatus is BillingStatus.Billed or BillingStatus.Paid), sums.Billed, now);
        AssertPart(all.Where(entry => entry.BillingStatus is not (BillingStatus.Billed or BillingStatus.Paid)), sums.Unbilled, now);
    }

    private static void AssertPart(IEnumerable<Entry> entries, CellSums sums, Instant? now)
    {
        var expected = default(CellSums);
        foreach (var entry in entries)
        {
            var seconds = now is { } at ? entry.SecondsAt(at) : entry.DurationSeconds;
            expected = new CellSums
            {
                Seconds = expected.Seconds + seconds,
                EstimatedSeconds = expected.EstimatedSeconds + entry.EstimatedSeconds,
                Revenue = expected.Revenue + Cost.Of(seconds, entry.HourRate),
                EstimatedRevenue = expected.EstimatedRevenue + Cost.Of(entry.EstimatedSeconds, entry.HourRate),
                InternalCost = expected.InternalCost + Cost.Of(seconds, entry.InternalHourRate),
                Count = expected.Count + 1,
            };
        }

        Assert.Equal(expected, sums);
    }

    private static ImmutableSortedDictionary<long, ProjectUser> Only(long userId) =>
        ImmutableSortedDictionary<long, ProjectUser>.Empty.Add(userId, new ProjectUser(null, Samples.Noon, Samples.Noon));

    private static Gen<IReadOnlySet<long>?> SetOf(int min, int max, bool withNone = false) =>
        Gen.OneOf(
            NoSet,
            NoSet,
            Gen.Choose(withNone ? min - 1 : min, max).ListOf(3)
                .Select(ids => (IReadOnlySet<long>?)ids.Select(id => id < min ? CellDimensions.None : id).ToHashSet()));

    private static HashSet<long> Set(params long[] ids) => [.. ids];

    private sealed record Drawn(ZonedMoment Moment, IReadOnlyList<Entry> Entries, long Caller, SumEntries.Query Query);
}
