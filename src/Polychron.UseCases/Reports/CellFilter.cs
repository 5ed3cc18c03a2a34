using Polychron.Domain.Billing;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Reports;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;

namespace Polychron.UseCases.Reports;

/// <summary>
/// Which time a sum is about, in terms of what cells are told apart by (a search in titles is for <see cref="GenerateReport"/>).
/// Each set is a choice of any of its members, and null no restriction; all of the sets have to agree.
/// <see cref="CellDimensions.None"/> in a set stands for time without project, client, label or team.
/// </summary>
public sealed record CellFilter
{
    /// <summary>Only these users.</summary>
    public IReadOnlySet<long>? Users { get; init; }

    /// <summary>Only the users of these teams.</summary>
    public IReadOnlySet<long>? Teams { get; init; }

    /// <summary>Only these projects.</summary>
    public IReadOnlySet<long>? Projects { get; init; }

    /// <summary>Whether the projects' descendants count too.</summary>
    public bool IncludeChildProjects { get; init; }

    /// <summary>Only projects of these clients.</summary>
    public IReadOnlySet<long>? Clients { get; init; }

    /// <summary>Only entries with one of these labels at least.</summary>
    public IReadOnlySet<long>? Labels { get; init; }

    /// <summary>Only these billing statuses.</summary>
    public IReadOnlySet<BillingStatus>? BillingStatuses { get; init; }

    /// <summary>Whether ids that the caller does not see are passed over instead of refused. They never match anything.</summary>
    public bool IgnoresUnknownIds { get; init; }

    /// <summary>Binds the filter to a caller, as <see cref="Entries.EntryFilter"/> does: who does not see everyone's entries sees their own, and managers nothing of colleagues in projects closed to them.</summary>
    /// <exception cref="DomainException">An id names nothing that this member sees; foreign, deleted and invented ones are alike.</exception>
    internal BoundCellFilter Bind(WorkspacePicture picture, Member member)
    {
        var seesEveryone = Permit.SeesEveryone(member);
        if (!IgnoresUnknownIds)
        {
            Check(Users, Fields.User, id => id == member.Id || (seesEveryone && picture.Members.ContainsKey(id)));
            Check(Teams, Fields.Team, id => id == CellDimensions.None || picture.Teams.ContainsKey(id));
            Check(Projects, Fields.Project, id => id == CellDimensions.None || Sees(picture, member, id));
            Check(Clients, Fields.Client, id => id == CellDimensions.None || picture.Clients.ContainsKey(id));
            Check(Labels, Fields.Label, id => id == CellDimensions.None || picture.Labels.ContainsKey(id));
        }

        var dimensions = new CellDimensions(picture);
        IReadOnlySet<long>? users = Users;
        if (!seesEveryone)
        {
            users = Users is null || Users.Contains(member.Id) ? new HashSet<long> { member.Id } : [];
        }

        if (Teams is not null)
        {
            users = (users ?? picture.Members.Keys.ToHashSet())
                .Where(id => dimensions.TeamsOf(id).Any(Teams.Contains)).ToHashSet();
        }

        return new BoundCellFilter(picture, member, this, dimensions, users, BindProjects(picture, member));
    }

    private HashSet<long>? BindProjects(WorkspacePicture picture, Member member)
    {
        if (Projects is null)
        {
            return null;
        }

        var projects = new HashSet<long>();
        foreach (var id in Projects)
        {
            if (id == CellDimensions.None)
            {
                projects.Add(id);
            }
            else if (Sees(picture, member, id))
            {
                projects.UnionWith(IncludeChildProjects ? picture.Projects.Subtree(id).Select(below => below.Id) : [id]);
            }
        }

        return projects;
    }

    private static bool Sees(WorkspacePicture picture, Member member, long projectId) =>
        picture.Projects.Find(projectId) is { } project && Permit.Sees(picture, member, project);

    private static void Check(IReadOnlySet<long>? ids, string field, Func<long, bool> isKnown)
    {
        if (ids?.All(isKnown) == false)
        {
            throw DomainException.Invalid(field, $"The selected {field} does not exist.");
        }
    }
}
