using NodaTime;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Domain.Billing;
using Polychron.Domain.Time;
using Polychron.UseCases.Reports;

namespace Polychron.Dialects.Timely.Wire.Reports;

/// <summary>The groups of a report.</summary>
[Flags]
internal enum ReportGroups
{
    /// <summary>None: totals alone.</summary>
    None = 0,

    /// <summary>Clients with their projects.</summary>
    Clients = 1,

    /// <summary>Users.</summary>
    Users = 2,

    /// <summary>Labels.</summary>
    Labels = 4,

    /// <summary>Days.</summary>
    Days = 8,

    /// <summary>Teams.</summary>
    Teams = 16,

    /// <summary>What there is without <c>group_by</c>.</summary>
    All = Clients | Users | Labels | Days | Teams,
}

/// <summary>What a report is asked for: "All Reports" and "Filter reports", parameters.</summary>
/// <param name="Query">Which time.</param>
/// <param name="Groups">How it is grouped.</param>
/// <param name="IsOfEvents">Whether the events are asked for instead of sums.</param>
/// <param name="Window">Which of the events.</param>
internal sealed record ReportRequest(SumEntries.Query Query, ReportGroups Groups, bool IsOfEvents, ListWindow Window)
{
    /// <summary>The most events in an answer, and as many as there are unless fewer are asked for.</summary>
    public const int MaxEvents = 100;

    private const long MaxNumber = 1_000_000_000;

    private static readonly IReadOnlySet<BillingStatus> Billed = new HashSet<BillingStatus> { BillingStatus.Billed, BillingStatus.Paid };

    private static readonly IReadOnlySet<BillingStatus> Unbilled =
        new HashSet<BillingStatus> { BillingStatus.Undetermined, BillingStatus.NotBillable, BillingStatus.Billable };

    /// <summary>Reads it.</summary>
    /// <param name="input">The body and the query.</param>
    /// <param name="zone">The account's zone, in which days are counted.</param>
    /// <param name="now">The moment whose month is the period where none is given.</param>
    /// <exception cref="Polychron.Dialects.Errors.RequestException">With all that is wrong.</exception>
    public static ReportRequest Read(ReportInput input, DateTimeZone zone, Instant now)
    {
        var (first, last) = Period(input, new LocalDays(zone).Of(now));
        var filter = new CellFilter
        {
            Users = input.Ids("user_ids"),
            Teams = input.Ids("team_ids"),
            Projects = input.Ids("project_ids"),
            Labels = input.Ids("label_ids"),
            BillingStatuses = input.Flag("billed") switch { true => Billed, false => Unbilled, null => null },

            // As the lists do: what is not there has no hours.
            IgnoresUnknownIds = true,
        };
        var request = new ReportRequest(
            new SumEntries.Query { First = first, Last = last, Zone = zone, Filter = filter },
            GroupsOf(input),
            IsScopeOfEvents(input),
            WindowOf(input));
        input.ThrowIfInvalid();
        return request;
    }

    // The day that is missing is the beginning or end of a month: the other day's, or this one.
    private static (LocalDate First, LocalDate Last) Period(ReportInput input, LocalDate today)
    {
        var since = input.Day("since") ?? input.Day("start_date");
        var until = input.Day("until") ?? input.Day("end_date");
        var first = since ?? (until ?? today).With(DateAdjusters.StartOfMonth);
        var last = until ?? LocalDate.Max(first, today).With(DateAdjusters.EndOfMonth);
        if (last < first)
        {
            input.Fail("until", "must not be before since");
        }

        return (first, last);
    }

    private static ReportGroups GroupsOf(ReportInput input)
    {
        if (input.Words("group_by", ListChoices.MaxIds) is not { Count: > 0 } words)
        {
            return ReportGroups.All;
        }

        var groups = ReportGroups.None;
        foreach (var word in words)
        {
            groups |= word switch
            {
                "clients" => ReportGroups.Clients,
                "users" => ReportGroups.Users,
                "labels" => ReportGroups.Labels,
                "days" => ReportGroups.Days,
                "teams" => ReportGroups.Teams,
                _ => ReportGroups.None,
            };
        }

        if (words.Any(word => word is not ("clients" or "users" or "labels" or "days" or "teams")))
        {
            input.Fail("group_by");
        }

        return groups;
    }

    private static bool IsScopeOfEvents(ReportInput input)
    {
        switch (input.Word("scope"))
        {
            case null:
                return false;
            case "events":
                return true;
            default:
                input.Fail("scope", TimelyBody.Invalid);
                return false;
        }
    }

    private static ListWindow WindowOf(ReportInput input)
    {
        var size = (int)(input.Number("per_page", 1, MaxEvents) ?? input.Number("limit", 1, MaxEvents) ?? MaxEvents);
        var offset = input.Number("offset", 0, MaxNumber) ?? 0;
        return input.Number("page", 1, MaxNumber) is { } page
            ? new ListWindow((page - 1) * size, size, page)
            : new ListWindow(offset, size, null);
    }
}
