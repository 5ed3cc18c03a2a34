using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Users;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Permissions;

/// <summary>Who manages a workspace's robot users: its owners and managers who are persons, with a key of their own.</summary>
public static class RobotPermit
{
    /// <summary>Whether a member manages robot users. A robot makes no robots: taking its key back has to end what it can do.</summary>
    public static bool Manages(Member member) => ManagePermit.ManagesWork(member) && member is { IsActive: true, RobotOf: null };

    /// <summary>The transaction's actor, who has to manage robot users.</summary>
    /// <exception cref="DomainException">The actor does not, or the workspace's billing is read-only.</exception>
    public static Member Manager(IWorkspaceTransaction transaction) =>
        Permit.Writer(transaction) is var member && Manages(member)
            ? member
            : throw DomainException.Forbidden("Only owners and managers may change robot users.");

    /// <summary>The robot user of an id in a workspace.</summary>
    /// <param name="view">The workspace.</param>
    /// <param name="id">The user.</param>
    /// <param name="ofThis">Whether it has to belong to this workspace: only there are its keys and permissions managed.</param>
    /// <exception cref="DomainException">There is none.</exception>
    public static Member Find(IWorkspaceView view, long id, bool ofThis)
    {
        var member = view.Picture.Members.GetValueOrDefault(id);
        return member is { IsActive: true, RobotOf: { } home }
            ? !ofThis || home == view.WorkspaceId
                ? member
                : throw DomainException.Forbidden("This robot user belongs to another workspace; it is managed there.")
            : throw DomainException.NotFound("Robot user");
    }

    /// <summary>Refuses a robot user where keys are made: its own are made by those who manage it.</summary>
    /// <exception cref="DomainException">The member is a robot user.</exception>
    public static void RequirePerson(Member member)
    {
        if (member.RobotOf is not null)
        {
            throw DomainException.Forbidden("A robot user makes no keys; those who manage it do.");
        }
    }

    /// <summary>Refuses the access token of an application: keys that it made would outlive it.</summary>
    /// <exception cref="DomainException">The token is an application's, or is gone.</exception>
    public static void RequireOwnToken(ApiToken? token)
    {
        if (token is not { RevokedAt: null, GrantId: null })
        {
            throw DomainException.Forbidden("An application cannot manage robot users; use an API key of your own.");
        }
    }
}
