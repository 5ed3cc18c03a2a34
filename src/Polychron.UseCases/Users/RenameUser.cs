using Polychron.UseCases.Ports.Directory;

namespace Polychron.UseCases.Users;

/// <summary>Gives a user another name in the directory, from which workspaces they join later take it.</summary>
public static class RenameUser
{
    /// <summary>
    /// Runs it; without a change it is one point read. The member of the workspace it was changed in is written beside this,
    /// and what fails in between is made good by the same request; members of other workspaces keep the name they have there.
    /// </summary>
    /// <exception cref="Domain.Errors.DomainException">The name is not acceptable.</exception>
    public static async Task RunAsync(IDirectory directory, long userId, string name)
    {
        ProfileRules.CheckName(name);
        if (await directory.FindUserAsync(userId).ConfigureAwait(false) is not { } known || known.Name == name)
        {
            return;
        }

        await directory.WriteAsync(async transaction =>
            await directory.FindUserAsync(userId).ConfigureAwait(false) is { } user
                ? transaction.Update(user, user with { Name = name })
                : null).ConfigureAwait(false);
    }
}
