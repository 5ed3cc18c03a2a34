using Polychron.Dialects.Timely.Mapping;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;

namespace Polychron.Dialects.Timely.Wire.Users;

/// <summary>A user's settings as somebody is shown them: what comes from the account is filled in, what is hidden is null.</summary>
/// <param name="Role">The role, in which a viewer is an employee.</param>
/// <param name="WeeklyHours">The hours a week.</param>
/// <param name="HourRate">The rate: minor units an hour.</param>
/// <param name="InternalHourRate">What an hour costs the company: minor units.</param>
/// <param name="HidesRates">Whether rates are hidden from the user: never from an admin.</param>
/// <param name="ExternalId">What the user is elsewhere.</param>
internal sealed record ShownSettings(
    TimelyRole Role, decimal WeeklyHours, long? HourRate, long? InternalHourRate, bool HidesRates, string? ExternalId)
{
    /// <summary>The settings of a member as another one, or the same, is shown them.</summary>
    public static ShownSettings Of(WorkspacePicture picture, Member reader, Member member)
    {
        var role = TimelyRole.Of(member.Role);
        return new ShownSettings(
            role,
            DurationJson.Hours(Capacity.OfWeek(picture, member)),
            RatePermit.SeesRates(reader) && ManagePermit.SeesProfile(reader, member.Id)
                ? member.HourRate ?? picture.Workspace?.DefaultHourRate ?? 0
                : null,
            RatePermit.SeesInternalRates(reader) ? member.InternalHourRate ?? 0 : null,
            member.HidesRates && role != TimelyRole.Admin,
            member.ExternalId);
    }
}
