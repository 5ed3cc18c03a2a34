using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;

namespace Polychron.Domain.Rates;

/// <summary>The rates that an entry takes when it is written and then keeps.</summary>
public static class RateRules
{
    /// <summary>
    /// The billing rate in minor units an hour: the project's, or by <see cref="Project.RateType"/> the user's in the
    /// project, or else the user's own; without a project the user's own, or else the workspace's.
    /// </summary>
    public static long HourRate(WorkspacePicture picture, Project? project, long userId)
    {
        var own = picture.Members.GetValueOrDefault(userId)?.HourRate ?? picture.Workspace?.DefaultHourRate ?? 0;
        return project switch
        {
            null => own,
            { RateType: RateType.Project } => project.HourRate,
            _ => project.Users.GetValueOrDefault(userId)?.HourRate ?? own,
        };
    }

    /// <summary>What an hour of the user costs the workspace itself, in minor units.</summary>
    public static long InternalRate(WorkspacePicture picture, long userId) =>
        picture.Members.GetValueOrDefault(userId)?.InternalHourRate ?? 0;
}
