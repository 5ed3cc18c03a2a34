using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.Domain.Workspaces;

namespace Polychron.UseCases.Users;

/// <summary>Puts changes into members and their projects and checks them.</summary>
internal static class MemberRules
{
    private const long SecondsOfWeek = 7 * 24 * 3_600;

    /// <summary>The member with the changes in it.</summary>
    /// <exception cref="DomainException">A value is not acceptable.</exception>
    public static Member Apply(WorkspacePicture picture, Member member, MemberChanges changes)
    {
        var after = member with
        {
            Role = changes.Role.Or(member.Role),
            HourRate = changes.HourRate.Or(member.HourRate),
            InternalHourRate = changes.InternalHourRate.Or(member.InternalHourRate),
            WeeklyCapacitySeconds = changes.WeeklyCapacitySeconds.Or(member.WeeklyCapacitySeconds),
            HidesRates = changes.HidesRates.Or(member.HidesRates),
            ExternalId = changes.ExternalId.Or(member.ExternalId),
        };
        var errors = new List<FieldError>();
        if (!RateRules.IsRate(after.HourRate) && after.HourRate != member.HourRate)
        {
            errors.Add(new("hour_rate", "is invalid"));
        }

        if (after is { RobotOf: not null, Role: Role.Owner })
        {
            errors.Add(new(Fields.Role, "is invalid: a robot user owns nothing"));
        }

        if (!RateRules.IsRate(after.InternalHourRate) && after.InternalHourRate != member.InternalHourRate)
        {
            errors.Add(new("internal_hour_rate", "is invalid"));
        }

        if (changes.HidesRates.Or(false) && after.Role == Role.Owner)
        {
            errors.Add(new("hide_hourly_rate", "is invalid: an admin sees all rates"));
        }

        if (changes.Projects.Or([]).Any(project => !RateRules.IsRate(project.HourRate)))
        {
            errors.Add(new("projects", "is invalid"));
        }

        if (after.WeeklyCapacitySeconds is < 0 or > SecondsOfWeek)
        {
            errors.Add(new("weekly_capacity", "is invalid"));
        }

        if (errors.Count > 0)
        {
            throw DomainException.Invalid(errors);
        }

        if (member is { Role: Role.Owner, IsActive: true } && after.Role != Role.Owner)
        {
            RequireOtherOwner(picture, member);
        }

        return after;
    }

    /// <summary>Refuses to leave a workspace without an owner.</summary>
    public static void RequireOtherOwner(WorkspacePicture picture, Member member)
    {
        if (!picture.Members.Values.Any(other => other.Id != member.Id && other is { Role: Role.Owner, IsActive: true }))
        {
            throw DomainException.Invalid(Fields.Role, "is invalid: an account has at least one admin");
        }
    }

    /// <summary>The projects that the changes concern, as they are and as they become.</summary>
    /// <exception cref="DomainException">A project is not there, or a rate is not acceptable.</exception>
    public static IReadOnlyList<(Project Before, Project After)> Projects(
        WorkspacePicture picture, long userId, MemberChanges changes, Instant now)
    {
        var changed = new List<(Project Before, Project After)>();
        var wanted = new Dictionary<long, long?>();
        foreach (var (projectId, hourRate) in changes.Projects.Or([]))
        {
            if (picture.Projects.Find(projectId) is not { OwnerUserId: null, TeamId: null } || hourRate < 0)
            {
                throw DomainException.Invalid("projects", "is invalid");
            }

            wanted[projectId] = hourRate;
        }

        if (!changes.Projects.IsSet && !changes.AddToAllProjects)
        {
            return changed;
        }

        foreach (var project in picture.Projects.All.OrderBy(project => project.Id))
        {
            if (After(project, userId, wanted, changes, now) is { } after)
            {
                changed.Add((project, after));
            }
        }

        return changed;
    }

    private static Project? After(
        Project project, long userId, Dictionary<long, long?> wanted, MemberChanges changes, Instant now)
    {
        // What is everyone's is theirs already, and would be theirs alone.
        if (project.Users.IsEmpty)
        {
            return null;
        }

        var known = project.Users.GetValueOrDefault(userId);
        if (wanted.TryGetValue(project.Id, out var rate))
        {
            rate ??= known?.HourRate;
            return known is not null && known.HourRate == rate
                ? null
                : project with { Users = project.Users.SetItem(userId, new ProjectUser(rate, known?.AddedAt ?? now, now)) };
        }

        if (changes.AddToAllProjects)
        {
            return known is null
                ? project with { Users = project.Users.SetItem(userId, new ProjectUser(null, now, now)) }
                : null;
        }

        // Without its last user it would be everyone's: that one stays.
        return known is not null && changes.Projects.IsSet && project.Users.Count > 1
            ? project with { Users = project.Users.Remove(userId) }
            : null;
    }
}
