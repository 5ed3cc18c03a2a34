using NodaTime;
using Polychron.Dialects.Timedash.Resources;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Permissions;

namespace Polychron.Dialects.Timedash.Lists;

/// <summary>Turns the query of a list of assignments into a search, with what indexes know taken out of the filters.</summary>
internal static class AssignmentSearch
{
    /// <summary>The search; null if nothing can match.</summary>
    public static SearchEntries.Query? Of(ListQuery<Entry> query, Viewer viewer)
    {
        var filter = new EntryFilter { IncludeColleagues = true };
        var rest = new List<PropertyFilter<Entry>>();
        foreach (var wanted in query.Filters)
        {
            if (Narrow(filter, wanted, viewer, out var isWhole) is not { } narrowed)
            {
                return null;
            }

            filter = narrowed;
            if (!isWhole)
            {
                rest.Add(wanted);
            }
        }

        return new SearchEntries.Query
        {
            Filter = filter,
            Matches = rest.Count == 0 ? null : entry => rest.TrueForAll(wanted => wanted.Matches(query.Resource, entry, viewer)),
            Order = Order(query, viewer),
            Offset = query.Offset,
            Count = query.Size,
        };
    }

    private static IComparer<Entry> Order(ListQuery<Entry> query, Viewer viewer) => query.Sort switch
    {
        null => SearchEntries.NewestFirst,
        { Property.Name: "timestamp" } => new EntryOrder(EntrySort.Start, query.IsDescending),
        _ => Comparer<Entry>.Create(query.Order(viewer)),
    };

    // Null if nothing can match. What is narrowed but not told whole is still to be looked at.
    private static EntryFilter? Narrow(EntryFilter filter, PropertyFilter<Entry> wanted, Viewer viewer, out bool isWhole)
    {
        isWhole = wanted.Property is not null;
        var value = wanted.Value;
        switch (wanted.Property?.Name)
        {
            case "user":
                return !value.IsNull && viewer.Picture.Members.ContainsKey(value.Number)
                    && (value.Number == viewer.Member.Id || Permit.SeesEveryone(viewer.Member))
                        ? filter with { Users = new HashSet<long> { value.Number } }
                        : null;
            case "agreement" when !value.IsNull:
                return viewer.Picture.Projects.Find(value.Number) is not { } agreement ? null
                    : filter.Projects is null && Permit.Sees(viewer.Picture, viewer.Member, agreement)
                        ? filter with { Projects = new HashSet<long?> { value.Number } }
                        : Keep(filter, out isWhole);
            case "contact" when !value.IsNull && filter.Projects is null:
                isWhole = false;
                return OfContact(filter, value.Number, viewer);
            case "timestamp" when !value.IsNull:
                var end = wanted.DayEnd is { } dayEnd ? dayEnd.Number : value.Number + 1;
                return filter with { From = Moment(value.Number), To = Moment(end) };
            case "running" when value == PropertyValue.Of(true):
                return filter with { IsRunning = true };
            case "invoiced" when filter.BillingStatuses is null:
                return filter with { BillingStatuses = Statuses(status => PropertyValue.Of(BillingFlags.IsBilled(status)) == value) };
            default:
                return Keep(filter, out isWhole);
        }
    }

    // A member's own entries may be in a project that the member does not see any more: then there is no set of projects to read.
    private static EntryFilter? OfContact(EntryFilter filter, long contact, Viewer viewer)
    {
        var projects = viewer.Picture.Projects.All.Where(project => project.ClientId == contact).ToList();
        return viewer.Contact(contact) is null || projects.Count == 0 ? null
            : projects.TrueForAll(project => Permit.Sees(viewer.Picture, viewer.Member, project))
                ? filter with { Projects = projects.Select(project => (long?)project.Id).ToHashSet() }
                : filter;
    }

    private static EntryFilter Keep(EntryFilter filter, out bool isWhole)
    {
        isWhole = false;
        return filter;
    }

    private static HashSet<BillingStatus> Statuses(Func<BillingStatus, bool> isOne) => [.. Enum.GetValues<BillingStatus>().Where(isOne)];

    private static Instant Moment(long microseconds) => Instant.FromUnixTimeTicks(microseconds * 10);
}
