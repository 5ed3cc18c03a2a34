using Polychron.Domain.Errors;
using Polychron.Domain.OAuth;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;

namespace Polychron.UseCases.OAuth;

/// <summary>Registers an OAuth application in the caller's workspace.</summary>
public static class RegisterApplication
{
    /// <summary>The most applications of a workspace.</summary>
    public const int MaxApplications = 100;

    /// <summary>What to register.</summary>
    /// <param name="Name">The name that users are shown.</param>
    /// <param name="RedirectUris">Where users may be sent back to: 1 to 10.</param>
    /// <param name="IsConfidential">Whether the application can keep a secret; one that cannot has to use PKCE.</param>
    public sealed record Command(string Name, IReadOnlyList<string> RedirectUris, bool IsConfidential = true);

    /// <summary>Runs it. Returns the application and its secret, which is nowhere else; null for a public client.</summary>
    /// <exception cref="DomainException">The caller is no owner, or a value is not acceptable.</exception>
    public static async Task<(OAuthApplication Application, string? Secret)> RunAsync(
        IOAuthDirectory directory, IRandomSource random, Caller caller, Command command, CancellationToken cancellation = default)
    {
        ApplicationPermit.Require(caller.Member);
        ApplicationRules.CheckName(command.Name);
        var uris = ApplicationRules.CheckUris(command.RedirectUris);
        var secret = command.IsConfidential ? OAuthSecrets.NewClientSecret(random) : null;
        var draft = new OAuthApplication
        {
            WorkspaceId = caller.Workspace.WorkspaceId,
            CreatorUserId = caller.UserId,
            Name = command.Name,
            Uid = OAuthSecrets.NewUid(random),
            SecretHash = secret is null ? null : OAuthSecrets.Hash(secret),
            RedirectUris = uris,
        };
        var application = await directory.WriteAsync(
            async transaction =>
            {
                var others = await directory.ListApplicationsAsync(draft.WorkspaceId).ConfigureAwait(false);
                return others.Count(other => other.DeletedAt is null) < MaxApplications
                    ? transaction.Create(draft)
                    : throw DomainException.Invalid(Fields.Name, $"An account has at most {MaxApplications} applications; delete one first.");
            },
            cancellation).ConfigureAwait(false);
        return (application, secret);
    }
}
