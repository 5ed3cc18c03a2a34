using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Rates;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Reports;

namespace Polychron.Rollups.Tests.Support;

/// <summary>Random reports, each compared with sums over the entries one by one.</summary>
internal static class Reports
{
    /// <summary>Runs some reports on an instance and compares them. Returns how many were answered from cells.</summary>
    public static async Task<int> CheckAsync(RollupWorld world, Random random, int count = 6)
    {
        var entries = await world.EntriesAsync();
        var fromCells = 0;
        for (var i = 0; i < count; i++)
        {
            var view = await world.Log.OpenAsync(RollupWorld.Id);
            await CheckCellsAsync(view, random, entries, world.Now);
            fromCells += view.Cells!.Plan is { Because: null } ? 1 : 0;
            await CheckLinesAsync(view, random, entries, world.Now);
            fromCells += view.Cells.Plan is { Because: null } ? 1 : 0;
        }

        return fromCells;
    }

    private static async Task CheckCellsAsync(IWorkspaceView view, Random random, List<Entry> entries, Instant now)
    {
        var picture = view.Picture;
        var zone = Zones.Stored(picture.Workspace!.TimeZone);
        var (first, last) = Range(random);
        var user = random.Next(3) == 0 ? random.Next(1, 5) : (long?)null;
        var unit = (CalendarUnit)random.Next(4);
        var counts = random.Next(4) > 0;
        var query = new SumEntries.Query
        {
            First = first,
            Last = last,
            Zone = zone,
            Unit = unit,
            Now = counts ? now : null,
            Filter = new CellFilter { Users = user is { } one ? new HashSet<long> { one } : null },
        };
        var cells = await SumEntries.RunAsync(view, picture.Members[1], query);
        var matching = entries.Where(entry => (user is null || entry.UserId == user) && Day(entry, zone) is var day && day >= first && day <= last).ToList();

        AssertSums(matching, cells.Total(), counts ? now : null);
        var dimensions = new CellDimensions(picture);
        var by = unit is CalendarUnit.Day or CalendarUnit.Week ? unit : CalendarUnit.Month;
        AssertGroups(cells.By(key => dimensions.FirstDay(key, unit)), matching, entry => [unit.Around(Day(entry, zone), IsoDayOfWeek.Monday).First]);
        AssertGroups(
            cells.By(key => (key.UserId, key.BillingStatus, key.HourRate, key.InternalHourRate, dimensions.FirstDay(key, by))),
            matching,
            entry => [(entry.UserId, entry.BillingStatus, entry.HourRate, entry.InternalHourRate, by.Around(Day(entry, zone), IsoDayOfWeek.Monday).First)]);
        AssertGroups(cells.By(dimensions.Project), matching, entry => [Shown(picture, entry)]);
        AssertGroups(cells.By(dimensions.Client), matching, entry => [picture.Projects.Find(Shown(picture, entry))?.ClientId ?? 0]);
        AssertGroups(cells.ByEach(dimensions.Labels), matching, entry => LabelsOf(picture, entry));
        AssertGroups(cells.ByEach(dimensions.Teams), matching, entry => [entry.UserId is 2 or 3 ? picture.Teams.Keys.Single() : 0]);

        void AssertGroups<TGroup>(Dictionary<TGroup, SplitSums> groups, List<Entry> all, Func<Entry, IEnumerable<TGroup>> groupsOf)
            where TGroup : notnull
        {
            var expected = all.SelectMany(groupsOf, (entry, group) => (entry, group)).ToLookup(pair => pair.group, pair => pair.entry);
            Assert.Equal(expected.Select(group => group.Key).ToHashSet(), [.. groups.Keys]);
            foreach (var group in expected)
            {
                AssertSums(group, groups[group.Key], counts ? now : null);
            }
        }
    }

    private static async Task CheckLinesAsync(IWorkspaceView view, Random random, List<Entry> entries, Instant now)
    {
        var picture = view.Picture;
        var own = Zones.Stored(picture.Workspace!.TimeZone);
        var zone = random.Next(4) == 0 ? Zones.Stored("Asia/Kolkata") : own;
        var (first, last) = Range(random);
        var shift = Duration.FromSeconds(random.Next(3) == 0 ? random.Next(80_000) : 0);
        Instant? from = random.Next(4) == 0 ? null : Zones.StartOfDay(first, own) + shift;
        Instant? to = random.Next(4) == 0 ? null : Zones.StartOfDay(last.PlusDays(1), own) + shift;
        var columns = (ReportColumns)random.Next(64) & ~(random.Next(3) == 0 ? ReportColumns.None : ReportColumns.Title | ReportColumns.Notes);
        var grouping = (TimespanGrouping)random.Next(5);
        var isBillable = random.Next(3) == 0;
        var query = new GenerateReport.Query
        {
            Filter = new EntryFilter
            {
                IncludeColleagues = true,
                From = from,
                To = to,
                BillingStatuses = isBillable ? new HashSet<BillingStatus> { BillingStatus.Billable, BillingStatus.Paid } : null,
            },
            Columns = columns,
            Timespan = grouping,
            Zone = zone,
        };
        var lines = await GenerateReport.RunAsync(view, picture.Members[1], query, now);
        var matching = entries.Where(entry =>
            (from is null || entry.Start >= from) && (to is null || entry.Start < to)
            && (!isBillable || entry.BillingStatus is BillingStatus.Billable or BillingStatus.Paid));
        var expected = matching.GroupBy(entry => Line(entry)).Select(group => group.Key with { Seconds = group.Sum(entry => entry.SecondsAt(now)) });
        Assert.Equal(expected.ToHashSet(), [.. lines]);
        Assert.Equal(expected.Count(), lines.Count);

        ReportLine Line(Entry entry)
        {
            var interval = Interval(entry);
            return new ReportLine
            {
                Seconds = 0,
                ProjectId = columns.HasFlag(ReportColumns.Project) && Shown(picture, entry) is var project and not 0 ? project : null,
                Title = columns.HasFlag(ReportColumns.Title) ? entry.Title : null,
                Notes = columns.HasFlag(ReportColumns.Notes) ? entry.Notes : null,
                UserId = columns.HasFlag(ReportColumns.User) ? entry.UserId : null,
                BillingStatus = columns.HasFlag(ReportColumns.BillingStatus) ? entry.BillingStatus : null,
                Start = interval?.Start,
                End = interval?.End,
            };
        }

        (Instant Start, Instant End)? Interval(Entry entry)
        {
            if (!columns.HasFlag(ReportColumns.Timespan))
            {
                return null;
            }

            if (grouping == TimespanGrouping.Exact)
            {
                return (entry.Start, entry.EndAt(now));
            }

            var unit = (CalendarUnit)((int)grouping - 1);
            var (firstDay, next) = unit.Around(Day(entry, zone), IsoDayOfWeek.Monday);
            return (Zones.StartOfDay(firstDay, zone), Zones.StartOfDay(next, zone));
        }
    }

    // By search, not by the code under test: the last day that has begun.
    private static LocalDate Day(Entry entry, DateTimeZone zone)
    {
        var day = entry.Start.InUtc().Date.PlusDays(2);
        while (Zones.StartOfDay(day, zone) > entry.Start)
        {
            day = day.PlusDays(-1);
        }

        return day;
    }

    private static (LocalDate First, LocalDate Last) Range(Random random)
    {
        var first = new LocalDate(2023, 5, 1).PlusDays(random.Next(500));
        return random.Next(5) switch
        {
            0 => (new LocalDate(2023, 1, 1), new LocalDate(2025, 12, 31)),
            1 => (new LocalDate(2024, 3, 1), new LocalDate(2024, 3, 31)),
            2 => (new LocalDate(2024, 3, 31), new LocalDate(2024, 3, 31)),
            3 => (new LocalDate(2023, 12, 31), new LocalDate(2024, 4, random.Next(1, 29))),
            _ => (first, first.PlusDays(random.Next(400))),
        };
    }

    private static long Shown(WorkspacePicture picture, Entry entry) => picture.Projects.Find(entry.ProjectId ?? 0)?.Id ?? 0;

    private static IEnumerable<long> LabelsOf(WorkspacePicture picture, Entry entry) =>
        entry.LabelIds.Where(picture.Labels.ContainsKey).DefaultIfEmpty(0);

    private static void AssertSums(IEnumerable<Entry> entries, SplitSums sums, Instant? now)
    {
        var all = entries.ToList();
        AssertPart(all, sums.All, now);
        AssertPart(all.Where(entry => entry.BillingStatus != BillingStatus.NotBillable), sums.Billable, now);
        AssertPart(all.Where(entry => entry.BillingStatus is BillingStatus.Billed or BillingStatus.Paid), sums.Billed, now);
    }

    private static void AssertPart(IEnumerable<Entry> entries, CellSums sums, Instant? now)
    {
        var (seconds, estimated, revenue, estimatedRevenue, internalCost, count) = (0L, 0L, 0L, 0L, 0L, 0L);
        foreach (var entry in entries)
        {
            var length = now is { } at ? entry.SecondsAt(at) : entry.DurationSeconds;
            seconds += length;
            estimated += entry.EstimatedSeconds;
            revenue += Cost.Of(length, entry.HourRate);
            estimatedRevenue += Cost.Of(entry.EstimatedSeconds, entry.HourRate);
            internalCost += Cost.Of(length, entry.InternalHourRate);
            count++;
        }

        Assert.Equal(
            (seconds, estimated, revenue, estimatedRevenue, internalCost, count),
            (sums.Seconds, sums.EstimatedSeconds, sums.Revenue, sums.EstimatedRevenue, sums.InternalCost, sums.Count));
    }
}
