using Polychron.Domain.Errors;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Tokens;
using Polychron.UseCases.Users;
using Polychron.UseCases.Workspaces;

namespace Polychron.UseCases.Bootstrap;

/// <summary>On an empty store, creates the owner, their token and their workspace on the business plan.</summary>
public static class BootstrapServer
{
    /// <summary>What to create.</summary>
    /// <param name="Token">The owner's token, or null for a new one.</param>
    /// <param name="Email">The owner's e-mail address.</param>
    /// <param name="Name">The owner's name.</param>
    /// <param name="Workspace">The workspace's name.</param>
    public sealed record Command(string? Token, string Email, string Name, string Workspace);

    /// <summary>Whether a text can be the owner's e-mail address.</summary>
    public static bool TakesEmail(string text) => ProfileRules.IsEmail(text);

    /// <summary>Whether a text can be the owner's or the workspace's name.</summary>
    public static bool TakesName(string text) => ProfileRules.IsName(text);

    /// <summary>
    /// Runs it. Returns the new token's text if it made one, else null: the store was not empty, or the token was given.
    /// </summary>
    /// <exception cref="DomainException">A value is not acceptable.</exception>
    public static async Task<string?> RunAsync(
        IDirectory directory, IWorkspaceLog log, IRandomSource random, Command command, CancellationToken cancellation = default)
    {
        if (!await directory.IsEmptyAsync(cancellation).ConfigureAwait(false))
        {
            return null;
        }

        if (command.Token is { Length: < TokenSecret.MinLength or > TokenSecret.MaxLength })
        {
            throw DomainException.Invalid(
                "token", $"A bootstrap token has {TokenSecret.MinLength} to {TokenSecret.MaxLength} characters.");
        }

        // All of the directory's part is one batch: a second instance that starts at the same time finds the store no
        // longer empty. The workspace's own part follows; whoever comes first after a crash here completes it.
        var secret = command.Token ?? TokenSecret.New(random);
        var workspaceId = await directory.WriteAsync<long?>(
            async transaction =>
            {
                if (!await directory.IsEmptyAsync().ConfigureAwait(false))
                {
                    return null;
                }

                var owner = await CreateUser.AddAsync(
                    directory, transaction, new CreateUser.Command(command.Email, command.Name)).ConfigureAwait(false);
                CreateToken.Add(transaction, owner.Id, "Bootstrap token", secret, workspaceId: null);
                return CreateWorkspace.Add(transaction, owner, new CreateWorkspace.Command
                {
                    Name = command.Workspace,
                    OwnerUserId = owner.Id,
                    Plan = WorkspacePlan.Business,
                }).Id;
            },
            cancellation).ConfigureAwait(false);
        if (workspaceId is not { } created)
        {
            return null;
        }

        await SeedWorkspace.EnsureAsync(directory, log, created, cancellation).ConfigureAwait(false);
        return command.Token is null ? secret : null;
    }
}
