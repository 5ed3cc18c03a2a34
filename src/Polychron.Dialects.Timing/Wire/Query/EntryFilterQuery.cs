using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timing.Wire.Query;

/// <summary>The parameters that the list of entries and the report have in common.</summary>
internal static class EntryFilterQuery
{
    /// <summary>Reads them; dates without a zone are in the request's.</summary>
    public static EntryFilter Read(QueryBag query, DateTimeZone zone) => new()
    {
        From = Min(query, zone),
        To = Max(query, zone),
        Projects = QueryReferences.Projects(query),
        IncludeChildProjects = query.Boolean("include_child_projects") ?? false,
        Search = SearchWords.Parse(query.Text("search_query", SearchWords.MaxLength)),
        IncludeColleagues = query.Boolean("include_team_members") ?? false,
        Users = QueryReferences.TeamMembers(query),
        BillingStatuses = BillingStatuses(query),
    };

    private static Instant? Min(QueryBag query, DateTimeZone zone) =>
        query.Moment("start_date_min", zone) is { } moment ? Within(moment.Instant) : null;

    // "Equal to or earlier": the day or the moment that is named counts too, so the exclusive end is the next day or microsecond.
    private static Instant? Max(QueryBag query, DateTimeZone zone) =>
        query.Moment("start_date_max", zone) is not { } moment ? null
        : moment.IsDateOnly ? Within(moment.DayEnd)
        : Within(moment.Instant) + Duration.FromTicks(10);

    // No entry starts outside of these, so that a bound beyond them is as good as they are.
    private static Instant Within(Instant instant) =>
        Instant.Min(Instant.Max(instant, EntryLimits.Earliest), EntryLimits.Latest);

    private static HashSet<BillingStatus>? BillingStatuses(QueryBag query)
    {
        const string name = "billing_status";
        if (query.Texts(name) is not { } texts)
        {
            return null;
        }

        var statuses = new HashSet<BillingStatus>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (BillingStatusNames.TryParse(texts[i], out var status))
            {
                statuses.Add(status);
            }
            else
            {
                query.Fail($"{name}.{i}", "must be undetermined, not_billable, billable, billed or paid.");
            }
        }

        return statuses;
    }
}
