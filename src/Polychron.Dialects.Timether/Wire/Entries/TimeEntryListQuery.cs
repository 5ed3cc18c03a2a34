using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Query;
using Polychron.Dialects.Timether.Mapping;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Time;
using Polychron.UseCases.Access;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Projects;

namespace Polychron.Dialects.Timether.Wire.Entries;

/// <summary>The query of the list of entries, which are kept by their start: there is no order by anything else.</summary>
internal static class TimeEntryListQuery
{
    /// <summary>The orders; the first one, which costs less, is the default.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["-started_at", "started_at"];

    /// <summary>The filters that reports take too.</summary>
    public static readonly IReadOnlyList<string> Subjects =
        ["user_id", "project_id", "has_project", "client_id", "tag_id", "billing_status"];

    private static readonly string[] Filters = [.. Subjects, "started_from", "started_before", "is_running", "search"];

    /// <summary>Reads the query.</summary>
    public static (ListQuery List, PageEntries.Query Entries) Read(HttpRequest request, Caller caller)
    {
        var zone = RequestZone.Of(request);
        var list = ListQuery.Read(request, Sorts, Filters, zone);
        var query = list.Query;
        var (filter, labels) = ReadSubjects(query, caller);
        filter = filter with
        {
            From = query.Moment("started_from", zone)?.Instant,
            To = query.Moment("started_before", zone)?.Instant,
            IsRunning = query.Boolean("is_running"),
            Search = query.Text("search", 200) is { Length: > 0 } words ? SearchWords.Parse(words) : null,
        };
        var after = Position(list);
        query.ThrowIfInvalid();
        return (list, new PageEntries.Query
        {
            Filter = filter,
            LabelIds = labels,
            UpdatedAfter = list.UpdatedAfter,
            IsAscending = !list.IsDescending,
            After = after,
            Limit = list.Limit,
        });
    }

    /// <summary>Reads whose entries, of which projects, with which tags; what is wrong goes to the query's errors.</summary>
    public static (EntryFilter Filter, IReadOnlySet<long>? LabelIds) ReadSubjects(QueryBag query, Caller caller)
    {
        const int most = 100;
        var picture = caller.Workspace.Picture;
        HashSet<long?>? projects = null;
        if (query.WholeNumbers("project_id", most, 1) is { } named)
        {
            projects = [.. named];
        }

        if (query.Boolean("has_project") is { } hasProject)
        {
            if (hasProject || projects is not null)
            {
                query.Fail("has_project", "can only be false, for entries without a project, and not together with project_id.");
            }

            projects = [null];
        }

        if (Known(query, "client_id", picture.Clients.ContainsKey) is { } clients)
        {
            var theirs = ListProjects.InSight(caller.Workspace, caller.Member)
                .Where(project => project.ClientId is { } id && clients.Contains(id)).Select(project => (long?)project.Id);
            projects = projects is null ? [.. theirs] : [.. theirs.Where(projects.Contains)];
        }

        var filter = new EntryFilter
        {
            IncludeColleagues = true,
            Users = query.WholeNumbers("user_id", most, 1) is { } users ? users.ToHashSet() : null,
            Projects = projects,
            BillingStatuses = Statuses(query),
        };
        return (filter, Known(query, "tag_id", picture.Labels.ContainsKey));
    }

    /// <summary>The position of an entry in the list.</summary>
    public static SortKey Key(EntryPosition position) => new(Microseconds.FromInstant(position.Start));

    private static HashSet<long>? Known(QueryBag query, string name, Func<long, bool> exists)
    {
        if (query.WholeNumbers(name, 100, 1) is not { } ids)
        {
            return null;
        }

        if (!ids.All(exists))
        {
            query.Fail(name, ListFilter.Unknown);
        }

        return [.. ids];
    }

    private static HashSet<BillingStatus>? Statuses(QueryBag query)
    {
        if (query.Texts("billing_status", 5, 40) is not { } names)
        {
            return null;
        }

        var statuses = new HashSet<BillingStatus>();
        foreach (var name in names)
        {
            if (BillingStatusNames.Parse(name) is { } status)
            {
                statuses.Add(status);
            }
            else
            {
                query.Fail("billing_status", BillingStatusNames.Expected);
            }
        }

        return statuses;
    }

    private static EntryPosition? Position(ListQuery list)
    {
        if (list.Cursor is not { } cursor)
        {
            return null;
        }

        // No entry starts outside these bounds: a cursor that says so was made up.
        if (cursor.Key.Number < Microseconds.FromInstant(EntryLimits.Earliest)
            || cursor.Key.Number > Microseconds.FromInstant(EntryLimits.Latest))
        {
            list.Query.Fail("cursor", "must be a next_cursor of this same list.");
            return null;
        }

        return new EntryPosition(Microseconds.ToInstant(cursor.Key.Number), cursor.Id);
    }
}
