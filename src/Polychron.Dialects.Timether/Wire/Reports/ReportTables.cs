using NodaTime;
using NodaTime.Text;
using Polychron.Domain.Members;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;

using GroupRow = System.Collections.Generic.KeyValuePair<
    (Polychron.Dialects.Timether.Wire.Reports.GroupValue First, Polychron.Dialects.Timether.Wire.Reports.GroupValue Second),
    Polychron.Domain.Reports.SplitSums>;

namespace Polychron.Dialects.Timether.Wire.Reports;

/// <summary>Makes tables of cells.</summary>
internal static class ReportTables
{
    private sealed record UtilizationRow(Member Member, LocalDate Week, long Tracked, long Expected);

    /// <summary>
    /// Tracked and expected time by member and week ("expected_weekly_capacity_hours": 32 of 40 hours is 80 %), of everyone who
    /// is in the workspace or tracked time. A week that is only partly in the range expects that part of its days.
    /// </summary>
    public static Table Utilization(Viewer viewer, ReportQuery query, IReadOnlyList<Cell> cells)
    {
        var picture = viewer.Picture;
        var weekStart = picture.Workspace?.WeekStart ?? IsoDayOfWeek.Monday;
        var tracked = cells.By(key => (key.UserId, CalendarUnit.Week.Around(key.Day, weekStart).First));
        var users = query.Sums.Filter.Users;
        var withTime = tracked.Keys.Select(key => key.UserId).ToHashSet();
        var rows = new List<UtilizationRow>();
        foreach (var member in picture.Members.Values
            .Where(member => users is null ? member.IsActive || withTime.Contains(member.Id) : users.Contains(member.Id))
            .OrderBy(member => member.Id))
        {
            var capacity = member.WeeklyCapacitySeconds ?? picture.Workspace?.WeeklyCapacitySeconds ?? 0;
            var week = CalendarUnit.Week.Around(query.Sums.First, weekStart);
            while (week.First <= query.Sums.Last)
            {
                var first = LocalDate.Max(week.First, query.Sums.First);
                var days = Period.DaysBetween(first, LocalDate.Min(week.Next.PlusDays(-1), query.Sums.Last)) + 1;
                var sums = tracked.GetValueOrDefault((member.Id, week.First));

                // To the nearest second, so that the two parts of a week add up to the whole.
                rows.Add(new UtilizationRow(member, week.First, sums.All.Seconds, ((2 * capacity * days) + 7) / 14));
                week = CalendarUnit.Week.Around(week.Next, weekStart);
            }
        }

        var (all, expected) = (rows.Sum(row => row.Tracked), rows.Sum(row => row.Expected));
        return Table.Of(
            [
                new("user_id", row => row.Member.Id),
                new("user_name", row => row.Member.Name),
                new("week", row => LocalDatePattern.Iso.Format(row.Week)),
                new("tracked_seconds", row => row.Tracked),
                new("expected_seconds", row => row.Expected),
                new("utilization_percent", row => Table.Percent(row.Tracked, row.Expected)),
            ],
            rows,
            new("tracked_seconds", all),
            new("expected_seconds", expected),
            new("utilization_percent", Table.Percent(all, expected)));
    }

    /// <summary>What billable and non-billable time cost inside, by member or project.</summary>
    public static Table CostBreakdown(ReportGroup group, IReadOnlyList<Cell> cells)
    {
        var total = cells.Total();
        IReadOnlyList<Column<SplitSums>> columns =
        [
            new("billable_seconds", sums => sums.Billable.Seconds),
            new("non_billable_seconds", sums => sums.NotBillable.Seconds),
            new("total_seconds", sums => sums.All.Seconds),
            new("billable_cost_cents", sums => sums.Billable.InternalCost),
            new("non_billable_cost_cents", sums => sums.NotBillable.InternalCost),
            new("total_cost_cents", sums => sums.All.InternalCost),
        ];
        return Grouped([group], columns, cells, total);
    }

    /// <summary>Revenue of billable time, what all time cost inside, and what is left, by project or client.</summary>
    public static Table Profitability(Viewer viewer, string by, IReadOnlyList<Cell> cells)
    {
        var groups = by == "client"
            ? [ReportGroup.Of("client", viewer.Picture)]
            : new[] { ReportGroup.Of("project", viewer.Picture), ReportGroup.Of("client", viewer.Picture) };
        IReadOnlyList<Column<SplitSums>> columns =
        [
            new("tracked_seconds", sums => sums.All.Seconds),
            new("billable_seconds", sums => sums.Billable.Seconds),
            new("revenue_cents", sums => sums.Billable.Revenue),
            new("internal_cost_cents", sums => sums.All.InternalCost),
            new("margin_cents", sums => sums.Billable.Revenue - sums.All.InternalCost),
            new("margin_percent", sums => Table.Percent(sums.Billable.Revenue - sums.All.InternalCost, sums.Billable.Revenue)),
        ];
        return Grouped(groups, columns, cells, cells.Total());
    }

    /// <summary>Time, and as far as the reader sees it money, by any two groups. An entry with several tags is in each of their rows; totals count it once.</summary>
    public static Table Summary(Viewer viewer, IReadOnlyList<ReportGroup> groups, IReadOnlyList<Cell> cells)
    {
        var columns = new List<Column<SplitSums>>
        {
            new("entries", sums => sums.All.Count),
            new("tracked_seconds", sums => sums.All.Seconds),
            new("billable_seconds", sums => sums.Billable.Seconds),
            new("billed_seconds", sums => sums.Billed.Seconds),
        };
        if (viewer.SeesRates)
        {
            columns.Add(new("revenue_cents", sums => sums.Billable.Revenue));
        }

        if (viewer.SeesCost)
        {
            columns.Add(new("internal_cost_cents", sums => sums.All.InternalCost));
        }

        return Grouped(groups, columns, cells, cells.Total());
    }

    private static Table Grouped(
        IReadOnlyList<ReportGroup> groups, IReadOnlyList<Column<SplitSums>> columns, IReadOnlyList<Cell> cells, SplitSums total)
    {
        var sums = cells.ByEach(key =>
            from first in groups[0].Values(key)
            from second in groups.Count > 1 ? groups[1].Values(key) : [default]
            select (First: first, Second: second));
        var rows = sums.OrderBy(row => row.Key.First.Text, StringComparer.Ordinal).ThenBy(row => row.Key.First.Id)
            .ThenBy(row => row.Key.Second.Text, StringComparer.Ordinal).ThenBy(row => row.Key.Second.Id);
        var named = groups[0].Columns.Select(column => new Column<GroupRow>(
            column.Name, row => column.Value(row.Key.First)));
        if (groups.Count > 1)
        {
            named = named.Concat(groups[1].Columns.Select(column => new Column<GroupRow>(
                column.Name, row => column.Value(row.Key.Second))));
        }

        return Table.Of(
            [.. named, .. columns.Select(column => new Column<GroupRow>(
                column.Name, row => column.Value(row.Value)))],
            rows,
            [.. columns.Select(column => new KeyValuePair<string, object?>(column.Name, column.Value(total)))]);
    }
}
