using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Reports;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>Which entries a list or a report is about.</summary>
public sealed record EntryFilter
{
    /// <summary>Whether colleagues' entries count too, as far as the caller sees them.</summary>
    public bool IncludeColleagues { get; init; }

    /// <summary>Only these users; null for no restriction. It never widens what <see cref="IncludeColleagues"/> allows.</summary>
    public IReadOnlySet<long>? Users { get; init; }

    /// <summary>The earliest start, inclusive.</summary>
    public Instant? From { get; init; }

    /// <summary>The end of the starts, exclusive.</summary>
    public Instant? To { get; init; }

    /// <summary>Only these projects, and with null among them also entries without one; null for no restriction.</summary>
    public IReadOnlySet<long?>? Projects { get; init; }

    /// <summary>Whether the projects' descendants count too.</summary>
    public bool IncludeChildProjects { get; init; }

    /// <summary>Words that title and notes contain, or null.</summary>
    public SearchWords? Search { get; init; }

    /// <summary>Only these billing statuses; null for no restriction.</summary>
    public IReadOnlySet<BillingStatus>? BillingStatuses { get; init; }

    /// <summary>Only running entries, or only those that do not run; null for both.</summary>
    public bool? IsRunning { get; init; }

    /// <summary>Whether entries of archived projects are left out.</summary>
    public bool HidesArchivedProjects { get; init; }

    /// <summary>Whether plans on which nothing is logged are left out.</summary>
    public bool HidesEstimates { get; init; }

    /// <summary>Binds the filter to a caller: checks every id, and picks the index to read.</summary>
    /// <exception cref="DomainException">A user or project does not exist for this member.</exception>
    internal BoundFilter Bind(WorkspacePicture picture, Member member)
    {
        foreach (var id in Users ?? new HashSet<long>())
        {
            if (id != member.Id && !(Permit.SeesEveryone(member) && picture.Members.ContainsKey(id)))
            {
                throw DomainException.Invalid(Fields.User, "The selected user does not exist, or is not yours to see.");
            }
        }

        HashSet<long>? projects = null;
        foreach (var id in Projects ?? new HashSet<long?>())
        {
            projects ??= [];
            if (id is not { } named)
            {
                continue;
            }

            if (picture.Projects.Find(named) is not { } project || !Permit.Sees(picture, member, project))
            {
                throw DomainException.Invalid(Fields.Project, "The selected project does not exist.");
            }

            projects.UnionWith(IncludeChildProjects ? picture.Projects.Subtree(named).Select(below => below.Id) : [named]);
        }

        var all = IncludeColleagues && Permit.SeesEveryone(member);
        var users = all ? Users : Users is null || Users.Contains(member.Id) ? new HashSet<long> { member.Id } : [];
        var closed = all && member.Role == Role.Manager
            ? picture.Projects.All.Where(project => Permit.IsClosedTo(member, project)).Select(project => project.Id).ToHashSet()
            : [];
        return new BoundFilter(picture, this, member, users, projects, closed);
    }
}

/// <summary>A filter whose ids were checked and resolved for one caller.</summary>
/// <param name="Picture">The workspace.</param>
/// <param name="Filter">The filter.</param>
/// <param name="Member">The caller.</param>
/// <param name="Users">The users, or null for everyone.</param>
/// <param name="Projects">The projects with their descendants, or null for any; see also <see cref="WithoutProject"/>.</param>
/// <param name="Closed">The projects in which colleagues' entries are not shown to the caller.</param>
internal sealed record BoundFilter(
    WorkspacePicture Picture,
    EntryFilter Filter,
    Member Member,
    IReadOnlySet<long>? Users,
    IReadOnlySet<long>? Projects,
    IReadOnlySet<long> Closed)
{
    /// <summary>Whether entries without a project count, where projects are restricted.</summary>
    private bool WithoutProject { get; } = Filter.Projects?.Contains(null) == true;

    /// <summary>The range to read: the narrowest index that holds all that can match.</summary>
    public EntryScan Scan { get; } = PickIndex(Filter, Users, Projects) with { From = Filter.From, To = Filter.To };

    /// <summary>Whether everything in the range matches, so that it can be counted by keys.</summary>
    public bool IsRangeOnly =>
        Filter is
        {
            Search: null, BillingStatuses: null, IsRunning: null, Projects: null, HidesArchivedProjects: false, HidesEstimates: false,
        }
        && (Users is null || Scan.Index == EntryIndex.User)
        && Closed.Count == 0;

    /// <summary>The running entries that match, in no order; they are in the picture, and cost no read.</summary>
    public IEnumerable<Entry> Running => Picture.Running.Values.Where(entry => Contains(entry) && Matches(entry));

    /// <summary>Whether cells tell apart all that the filter asks for, but for its bounds.</summary>
    public bool IsOfCells => Filter is { Search: null, IsRunning: null, HidesEstimates: false };

    /// <summary>Whether an entry of the range matches.</summary>
    public bool Matches(Entry entry) =>
        Matches(entry.UserId, entry.ProjectId, entry.BillingStatus)
        && !(Filter.HidesEstimates && entry is { IsEstimate: true, DurationSeconds: 0, IsRunning: false })
        && (Filter.IsRunning is null || Filter.IsRunning == entry.IsRunning)
        && (Filter.Search is null || Filter.Search.Matches(entry.Title, entry.Notes));

    /// <summary>Whether the entries of a cell of the range match, where <see cref="IsOfCells"/>.</summary>
    public bool Matches(CellKey key) => Matches(key.UserId, key.ProjectId == 0 ? null : key.ProjectId, key.BillingStatus);

    private bool Contains(Entry entry) =>
        (Filter.From is not { } from || entry.Start >= from) && (Filter.To is not { } to || entry.Start < to);

    private bool Matches(long userId, long? projectId, BillingStatus status) =>
        (Users is null || Users.Contains(userId))
        && (Filter.Projects is null || MatchesProject(projectId))
        && (Closed.Count == 0 || userId == Member.Id || projectId is not { } project || !Closed.Contains(project))
        && !(Filter.HidesArchivedProjects && projectId is { } ofProject && Picture.Projects.Find(ofProject) is { IsArchived: true })
        && (Filter.BillingStatuses is null || Filter.BillingStatuses.Contains(status));

    // An entry whose project was deleted has none any more.
    private bool MatchesProject(long? projectId) =>
        projectId is { } id && Picture.Projects.Find(id) is not null
            ? Projects?.Contains(id) == true
            : WithoutProject;

    private static EntryScan PickIndex(EntryFilter filter, IReadOnlySet<long>? users, IReadOnlySet<long>? projects)
    {
        if (filter.Projects?.Count == 1 && projects?.Count == 1)
        {
            return new EntryScan(EntryIndex.Project, projects.First());
        }

        return users?.Count == 1 ? new EntryScan(EntryIndex.User, users.First()) : new EntryScan(EntryIndex.Everyone);
    }
}
