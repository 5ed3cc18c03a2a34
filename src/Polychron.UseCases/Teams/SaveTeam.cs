using System.Collections.Immutable;
using Polychron.Domain.Errors;
using Polychron.Domain.Teams;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Teams;

/// <summary>Creates, changes and deletes teams. For owners.</summary>
public static class SaveTeam
{
    private const int MaxNameLength = 200;

    /// <summary>Creates one.</summary>
    /// <exception cref="DomainException">A value is not acceptable.</exception>
    public static Team Create(IWorkspaceTransaction transaction, TeamChanges changes)
    {
        ManagePermit.PeopleManager(transaction);
        return transaction.Create(Apply(transaction.Picture, new Team { Name = "", UserIds = [] }, changes));
    }

    /// <summary>Changes one.</summary>
    /// <exception cref="DomainException">There is no such team, or a value is not acceptable.</exception>
    public static Team Update(IWorkspaceTransaction transaction, long id, TeamChanges changes)
    {
        ManagePermit.PeopleManager(transaction);
        var before = ListTeams.Find(transaction, id);
        return transaction.Update(before, Apply(transaction.Picture, before, changes));
    }

    /// <summary>Deletes one.</summary>
    /// <exception cref="DomainException">There is no such team, or projects belong to it, which nobody would see any more.</exception>
    public static void Delete(IWorkspaceTransaction transaction, long id)
    {
        ManagePermit.PeopleManager(transaction);
        var team = ListTeams.Find(transaction, id);
        if (transaction.Picture.Projects.Roots.Any(project => project.TeamId == id))
        {
            throw DomainException.Invalid(Fields.Team, "has projects; delete them first");
        }

        transaction.Delete(team);
    }

    private static Team Apply(WorkspacePicture picture, Team team, TeamChanges changes)
    {
        var after = team with
        {
            Name = changes.Name.Or(team.Name),
            Color = changes.Color.Or(team.Color),
            Emoji = changes.Emoji.Or(team.Emoji),
            ExternalId = changes.ExternalId.Or(team.ExternalId),
        };
        if (string.IsNullOrWhiteSpace(after.Name))
        {
            throw DomainException.Invalid(Fields.Name, "can't be blank");
        }

        if (after.Name.Length > MaxNameLength)
        {
            throw DomainException.Invalid(Fields.Name, $"is too long (maximum is {MaxNameLength} characters)");
        }

        if (!changes.Users.IsSet)
        {
            return after;
        }

        var users = changes.Users.Or([]);
        if (users.Count > CreateTeam.MaxUsers || users.Any(user => !team.UserIds.Contains(user.UserId)
            && picture.Members.GetValueOrDefault(user.UserId) is not { IsActive: true }))
        {
            throw DomainException.Invalid(Fields.Users, "is invalid");
        }

        return after with
        {
            UserIds = Same(team.UserIds, [.. users.Select(user => user.UserId)]),
            LeadIds = Same(team.LeadIds, [.. users.Where(user => user.IsLead).Select(user => user.UserId)]),
        };
    }

    // Records are compared by their parts: equal sets must not look like a change.
    private static ImmutableSortedSet<long> Same(ImmutableSortedSet<long> before, ImmutableSortedSet<long> after) =>
        after.SetEquals(before) ? before : after;
}
