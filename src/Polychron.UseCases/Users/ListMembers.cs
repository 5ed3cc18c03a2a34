using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Users;

/// <summary>Finds the workspace's people, whom every member sees. Costs no read.</summary>
public static class ListMembers
{
    /// <summary>The member of a user id, also one who was taken out.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public static Member Find(IWorkspaceView view, long id) =>
        view.Picture.Members.GetValueOrDefault(id) ?? throw DomainException.NotFound("User");

    /// <summary>All, the most recently changed first.</summary>
    /// <param name="view">The workspace.</param>
    /// <param name="isActive">Only those who are in it, only those who were taken out, or (null) both.</param>
    public static IEnumerable<Member> Recent(IWorkspaceView view, bool? isActive) => view.Picture.Members.Values
        .Where(member => isActive is null || member.IsActive == isActive)
        .OrderByDescending(member => member.UpdatedAt).ThenByDescending(member => member.Id);
}
