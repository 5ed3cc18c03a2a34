using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Teams;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Teams;

/// <summary>Lists teams and their members, from the workspace's picture: no storage read.</summary>
public static class ListTeams
{
    /// <summary>The teams that the member is in, in order of creation.</summary>
    public static IEnumerable<Team> OfMember(IWorkspaceView view, Member member) =>
        view.Picture.Teams.Values.Where(team => team.UserIds.Contains(member.Id)).OrderBy(team => team.Id);

    /// <summary>The active members of a team, by user id.</summary>
    /// <exception cref="DomainException">There is no such team for this member: only its members, and who sees everyone, do.</exception>
    public static IEnumerable<Member> MembersOf(IWorkspaceView view, Member member, long teamId)
    {
        var team = view.Picture.Teams.GetValueOrDefault(teamId);
        return team is not null && (team.UserIds.Contains(member.Id) || Permit.SeesEveryone(member))
            ? team.UserIds.Select(id => view.Picture.Members.GetValueOrDefault(id)).OfType<Member>().Where(found => found.IsActive)
            : throw DomainException.NotFound("Team");
    }

    /// <summary>The team of an id, which every member of the workspace sees by this name.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public static Team Find(IWorkspaceView view, long id) =>
        view.Picture.Teams.GetValueOrDefault(id) ?? throw DomainException.NotFound("Team");
}
