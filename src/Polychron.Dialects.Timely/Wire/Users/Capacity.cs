using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timely.Wire.Users;

/// <summary>How much somebody works.</summary>
internal static class Capacity
{
    /// <summary>Seconds a week: the member's own, else the account's.</summary>
    public static long OfWeek(WorkspacePicture picture, Member member) =>
        member.WeeklyCapacitySeconds ?? picture.Workspace?.WeeklyCapacitySeconds ?? 0;
}
