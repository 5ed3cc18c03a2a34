using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;

namespace Polychron.Domain.Rates;

/// <summary>The rates that an entry takes when it is written and then keeps.</summary>
public static class RateRules
{
    /// <summary>
    /// The highest rate that anybody can set, in minor units an hour. With <see cref="Cost.MaxOfEntry"/> it keeps the sums of any
    /// nine million entries, all of them at the limit, within 64 bits.
    /// </summary>
    public const long MaxHourRate = 100_000_000;

    /// <summary>Whether a rate can be set: from 0 to <see cref="MaxHourRate"/>; null is none.</summary>
    public static bool IsRate(long? hourRate) => hourRate is null or (>= 0 and <= MaxHourRate);

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
