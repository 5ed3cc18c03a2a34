using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Timely.Wire.Reports;
using Polychron.Domain.Time;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timely.Wire.Events;

/// <summary>Which events are listed, and in which order ("List all events", for a project, for a user).</summary>
/// <param name="Filter">Which.</param>
/// <param name="Order">In which order.</param>
/// <param name="Window">Which part of the list.</param>
internal sealed record EventListQuery(EntryFilter Filter, EntryOrder Order, ListWindow Window)
{
    private const int DefaultCount = 100;
    private const int MaxCount = 1_000;
    private const string Invalid = "is invalid";

    /// <summary>All events; without <c>filter=all</c> the caller's logged ones.</summary>
    public static EventListQuery OfAccount(QueryBag query, DateTimeZone zone)
    {
        var isAll = IsAll(query);
        return Read(query, zone, new EntryFilter
        {
            IncludeColleagues = isAll,
            HidesEstimates = !isAll,
            HidesArchivedProjects = true,
        });
    }

    /// <summary>The events of a project, as far as the caller sees them.</summary>
    public static EventListQuery OfProject(QueryBag query, DateTimeZone zone, long projectId) => Read(
        query, zone, new EntryFilter { IncludeColleagues = true, Projects = new HashSet<long?> { projectId } });

    /// <summary>The events of a user, as far as the caller sees them.</summary>
    public static EventListQuery OfUser(QueryBag query, DateTimeZone zone, long userId) => Read(
        query, zone, new EntryFilter { IncludeColleagues = true, Users = new HashSet<long> { userId } });

    private static EventListQuery Read(QueryBag query, DateTimeZone zone, EntryFilter filter)
    {
        var day = Day(query, "day");
        var since = day ?? Day(query, "since");
        var upto = day ?? Day(query, "upto");
        var parsed = new EventListQuery(
            filter with
            {
                From = since is { } first ? Zones.StartOfDay(first, zone) : null,
                To = upto is { } last ? Zones.StartOfDay(last.PlusDays(1), zone) : null,
            },
            new EntryOrder(Sort(query), ListChoices.IsDescending(query, otherwise: true)),
            ListWindow.Read(query, DefaultCount, MaxCount));
        query.ThrowIfInvalid();
        return parsed;
    }

    private static bool IsAll(QueryBag query)
    {
        switch (query.Text("filter"))
        {
            case null or "" or "logged":
                return false;
            case "all":
                return true;
            default:
                query.Fail("filter", Invalid);
                return false;
        }
    }

    private static EntrySort Sort(QueryBag query)
    {
        switch (query.Text("sort"))
        {
            case null or "" or "updated_at":
                return EntrySort.UpdatedAt;
            case "created_at" or "id":
                return EntrySort.CreatedAt;
            case "day" or "from":
                return EntrySort.Start;
            default:
                query.Fail("sort", Invalid);
                return EntrySort.UpdatedAt;
        }
    }

    private static LocalDate? Day(QueryBag query, string name)
    {
        if (query.Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (ReportDay.TryParse(text, out var day))
        {
            return day;
        }

        query.Fail(name, Invalid);
        return null;
    }
}
