using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.OAuth;
using Polychron.Domain.Users;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.OAuth;

/// <summary>A user agrees to what an application asks for: makes the authorization code.</summary>
public static class GrantAccess
{
    /// <summary>The most grants of a user to one application; a further one revokes the oldest.</summary>
    public const int MaxGrants = 20;

    // The most rows that one batch may change bound how much is cleaned at once.
    private const int MostCleaned = 10;
    private static readonly Duration CodeMemory = Duration.FromHours(1);
    private static readonly Duration RevokedMemory = Duration.FromDays(30);

    /// <summary>What is granted.</summary>
    /// <param name="SignedInWith">The user's own token.</param>
    /// <param name="ApplicationId">The application.</param>
    /// <param name="RedirectUri">One of its redirect URIs.</param>
    /// <param name="CodeChallenge">The S256 challenge, or null.</param>
    public sealed record Command(ApiToken SignedInWith, long ApplicationId, string RedirectUri, string? CodeChallenge);

    /// <summary>Runs it. Returns the code's text, which is nowhere else.</summary>
    /// <exception cref="DomainException">The application was deleted meanwhile.</exception>
    public static async Task<string> RunAsync(
        IOAuthDirectory directory, IWorkspaceLog log, IRandomSource random, Command command, CancellationToken cancellation = default)
    {
        var code = OAuthSecrets.NewCode(random);
        var evicted = await directory.WriteAsync(
            async transaction =>
            {
                var application = await directory.FindApplicationAsync(command.ApplicationId).ConfigureAwait(false);
                if (application is not { DeletedAt: null } || !application.RedirectUris.Contains(command.RedirectUri))
                {
                    throw DomainException.NotFound("Application");
                }

                var grants = await directory.ListGrantsOfUserAsync(command.SignedInWith.UserId).ConfigureAwait(false);
                foreach (var dead in grants.Where(grant => IsForgettable(grant, transaction.Now)).Take(MostCleaned))
                {
                    transaction.Delete(dead);
                }

                transaction.Create(new OAuthGrant
                {
                    UserId = command.SignedInWith.UserId,
                    ApplicationId = command.ApplicationId,
                    WorkspaceId = command.SignedInWith.WorkspaceId,
                    CodeHash = OAuthSecrets.Hash(code),
                    CodeExpiresAt = transaction.Now + OAuthLifetimes.Code,
                    RedirectUri = command.RedirectUri,
                    CodeChallenge = command.CodeChallenge,
                });
                return await EvictAsync(directory, transaction, grants, command.ApplicationId).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);
        foreach (var grant in evicted)
        {
            await RevokeGrant.SpreadAsync(directory, log, grant, cancellation).ConfigureAwait(false);
        }

        return code;
    }

    private static async ValueTask<List<OAuthGrant>> EvictAsync(
        IOAuthDirectory directory, IDirectoryTransaction transaction, IReadOnlyList<OAuthGrant> grants, long applicationId)
    {
        var alive = grants
            .Where(grant => grant.ApplicationId == applicationId && grant is { RevokedAt: null, ExchangedAt: not null })
            .ToList();
        var evicted = new List<OAuthGrant>();
        foreach (var oldest in alive.OrderBy(grant => grant.UpdatedAt).Take(Math.Clamp(alive.Count + 1 - MaxGrants, 0, MostCleaned)))
        {
            evicted.Add(await RevokeGrant.ApplyAsync(directory, transaction, oldest).ConfigureAwait(false));
        }

        return evicted;
    }

    // Codes that nobody fetched, and what has been revoked for so long that its old tokens need not be recognised.
    private static bool IsForgettable(OAuthGrant grant, Instant now) =>
        (grant.ExchangedAt is null && grant.CodeExpiresAt + CodeMemory < now)
        || (grant.RevokedAt is { } at && at + RevokedMemory < now);
}
