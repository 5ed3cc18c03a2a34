using Polychron.Domain.Members;
using Polychron.Domain.Reports;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Reports;

/// <summary>A filter whose ids were checked and resolved for one caller.</summary>
/// <param name="Picture">The workspace.</param>
/// <param name="Member">The caller.</param>
/// <param name="Filter">The filter.</param>
/// <param name="Dimensions">What the keys stand for.</param>
/// <param name="Users">The users, or null for everyone.</param>
/// <param name="Projects">The projects with their descendants, <see cref="CellDimensions.None"/> among them for time without; or null for any.</param>
internal sealed record BoundCellFilter(
    WorkspacePicture Picture,
    Member Member,
    CellFilter Filter,
    CellDimensions Dimensions,
    IReadOnlySet<long>? Users,
    IReadOnlySet<long>? Projects)
{
    private readonly Dictionary<long, bool> _isClosed = [];

    /// <summary>Whether nothing can match.</summary>
    public bool IsEmpty => Users is { Count: 0 } || Projects is { Count: 0 };

    /// <summary>The narrowest index that holds all that can match.</summary>
    public EntryScan Scan =>
        Projects?.Count == 1 && Projects.First() is var project and not CellDimensions.None
            ? new EntryScan(EntryIndex.Project, project)
            : Users?.Count == 1 ? new EntryScan(EntryIndex.User, Users.First())
            : new EntryScan(EntryIndex.Everyone);

    /// <summary>Whether the entries of a cell count.</summary>
    public bool Matches(CellKey key) =>
        (Users is null || Users.Contains(key.UserId))
        && (Projects is null || Projects.Contains(Dimensions.Project(key)))
        && (Filter.Clients is null || Filter.Clients.Contains(Dimensions.Client(key)))
        && (Filter.Labels is null || Dimensions.Labels(key).Any(Filter.Labels.Contains))
        && (Filter.BillingStatuses is null || Filter.BillingStatuses.Contains(key.BillingStatus))
        && (key.UserId == Member.Id || !IsClosed(key.ProjectId));

    private bool IsClosed(long projectId)
    {
        if (!_isClosed.TryGetValue(projectId, out var isClosed))
        {
            isClosed = Permit.IsClosedTo(Picture, Member, projectId);
            _isClosed[projectId] = isClosed;
        }

        return isClosed;
    }
}
