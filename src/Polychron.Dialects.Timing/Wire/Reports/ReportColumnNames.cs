using Polychron.Dialects.Query;
using Polychron.UseCases.Reports;

namespace Polychron.Dialects.Timing.Wire.Reports;

/// <summary>Reads the columns of a report and the order by them.</summary>
internal static class ReportColumnNames
{
    private const int MaxSorts = 20;
    private const ReportColumns Default = ReportColumns.User | ReportColumns.Project | ReportColumns.Title;

    /// <summary>The columns that <c>columns[]</c> names, whether or not they are shown in the end.</summary>
    public static ReportColumns Read(QueryBag query)
    {
        if (query.Texts("columns") is not { } names)
        {
            return Default;
        }

        var columns = ReportColumns.None;
        for (var i = 0; i < names.Count; i++)
        {
            var column = Column(names[i]);
            if (column == ReportColumns.None)
            {
                query.Fail($"columns.{i}", "must be project, title, notes, timespan, user or billing_status.");
            }

            columns |= column;
        }

        return columns;
    }

    /// <summary>The order that <c>sort[]</c> names, by columns that were asked for; the longest first unless it is given.</summary>
    /// <param name="query">The query.</param>
    /// <param name="wanted">The columns that were asked for.</param>
    /// <param name="hasUsers">Whether lines are of several users; if not, the user is passed over.</param>
    public static IReadOnlyList<ReportSortColumn> ReadSort(QueryBag query, ReportColumns wanted, bool hasUsers)
    {
        if (query.Texts("sort", MaxSorts) is not { } names)
        {
            return [new ReportSortColumn(ReportSortKey.Duration, IsDescending: true)];
        }

        var order = new List<ReportSortColumn>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var isDescending = names[i].StartsWith('-');
            var key = Key(isDescending ? names[i][1..] : names[i]);
            if (key is { Key: ReportSortKey.User } && !hasUsers)
            {
                continue;
            }

            if (key is { } known && (known.Column == ReportColumns.None || wanted.HasFlag(known.Column)))
            {
                order.Add(new ReportSortColumn(known.Key, isDescending));
            }
            else
            {
                query.Fail($"sort.{i}", "must be duration or one of the columns, with a minus sign in front for descending order.");
            }
        }

        return order;
    }

    private static ReportColumns Column(string name) => name switch
    {
        "project" => ReportColumns.Project,
        "title" => ReportColumns.Title,
        "notes" => ReportColumns.Notes,
        "timespan" => ReportColumns.Timespan,
        "user" => ReportColumns.User,
        "billing_status" => ReportColumns.BillingStatus,
        _ => ReportColumns.None,
    };

    private static (ReportSortKey Key, ReportColumns Column)? Key(string name) => name switch
    {
        "duration" => (ReportSortKey.Duration, ReportColumns.None),
        "project" => (ReportSortKey.Project, ReportColumns.Project),
        "title" => (ReportSortKey.Title, ReportColumns.Title),
        "notes" => (ReportSortKey.Notes, ReportColumns.Notes),
        "timespan" or "start_date" => (ReportSortKey.Start, ReportColumns.Timespan),
        "end_date" => (ReportSortKey.End, ReportColumns.Timespan),
        "user" => (ReportSortKey.User, ReportColumns.User),
        "billing_status" => (ReportSortKey.BillingStatus, ReportColumns.BillingStatus),
        _ => null,
    };
}
