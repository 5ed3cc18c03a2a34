using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Polychron.Dialects.Query;
using Polychron.Dialects.Timether.Wire.Entries;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Reports;

namespace Polychron.Dialects.Timether.Wire.Reports;

/// <summary>What every report takes: a range of days, a zone, and the filters of the list of time entries.</summary>
/// <param name="Query">The query itself, with what one report alone takes.</param>
/// <param name="Sums">What is to be summed.</param>
internal sealed record ReportQuery(QueryBag Query, SumEntries.Query Sums)
{
    /// <summary>The most days of a report: five years.</summary>
    public const int MaxDays = 1_830;

    private static readonly string[] Common = ["from", "to", "time_zone", .. TimeEntryListQuery.Subjects];

    /// <summary>Reads the query; what is wrong goes to its errors, which the caller throws after reading its own parameters.</summary>
    /// <param name="request">The request.</param>
    /// <param name="caller">Who asks; the workspace's zone is that of the days unless another is named.</param>
    /// <param name="own">The parameters of this report alone.</param>
    public static ReportQuery Read(HttpRequest request, Caller caller, params IEnumerable<string> own)
    {
        var query = QueryBag.Of(request);
        ListQuery.RefuseOthers(query, [.. Common, .. own]);
        var zone = Zone(query, caller.Workspace);
        var (first, last) = (Day(query, "from"), Day(query, "to"));
        if (first is { } from && last is { } to)
        {
            if (to < from)
            {
                query.Fail("to", "must not be before from.");
            }
            else if (Period.DaysBetween(from, to) >= MaxDays)
            {
                query.Fail("to", $"must be at most {MaxDays} days from from.");
            }
        }

        var (entries, labels) = TimeEntryListQuery.ReadSubjects(query, caller);
        return new ReportQuery(query, new SumEntries.Query
        {
            First = first ?? default,
            Last = last ?? default,
            Zone = zone,
            Filter = new CellFilter
            {
                Users = entries.Users,
                Projects = entries.Projects?.Select(id => id ?? CellDimensions.None).ToHashSet(),
                Labels = labels,
                BillingStatuses = entries.BillingStatuses,
            },
        });
    }

    private static DateTimeZone Zone(QueryBag query, IWorkspaceView view)
    {
        if (query.Text("time_zone", 100) is not { } id)
        {
            return Zones.Stored(view.Picture.Workspace?.TimeZone ?? "UTC");
        }

        if (Zones.TryFind(id, out var zone))
        {
            return zone;
        }

        query.Fail("time_zone", "must be an id of the time-zone database, such as Europe/Berlin.");
        return DateTimeZone.Utc;
    }

    private static LocalDate? Day(QueryBag query, string name)
    {
        if (query.Text(name, 10) is not { } text)
        {
            if (!query.Errors.Any(error => error.Field == name))
            {
                query.Fail(name, "is required: a day such as 2024-03-01.");
            }

            return null;
        }

        if (LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day) && day.Year is >= 1900 and < 2200)
        {
            return day;
        }

        query.Fail(name, "must be a day such as 2024-03-01, between the years 1900 and 2199.");
        return null;
    }
}
