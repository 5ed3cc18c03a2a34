using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Tokens;

/// <summary>Sets how many requests a minute a token may make. For whoever runs the server; it counts for requests that begin after this returns.</summary>
public static class SetTokenAllowance
{
    /// <summary>The most requests a minute.</summary>
    public const int Max = 1_000_000;

    /// <summary>Runs it. Null takes the number of each API again.</summary>
    /// <exception cref="DomainException">The user has no such token that is good, or the number is not from 1 to <see cref="Max"/>.</exception>
    public static async Task RunAsync(
        IDirectory directory,
        IWorkspaceLog log,
        long userId,
        long tokenId,
        int? requestsPerMinute,
        CancellationToken cancellation = default)
    {
        if (requestsPerMinute is < 1 or > Max)
        {
            throw DomainException.Invalid("requests_per_minute", $"The number of requests a minute is from 1 to {Max}.");
        }

        // As with a revocation (see RevokeToken): the directory first, which is the truth, then the workspaces, from whose logs
        // the instances learn that hold the token in their cache. A crash in between leaves a number that every instance
        // follows within a minute; repeating the call completes it.
        var good = await directory.WriteAsync(
            async transaction =>
            {
                var tokens = await directory.ListTokensAsync(userId).ConfigureAwait(false);
                var token = tokens.FirstOrDefault(found => found.Id == tokenId && found.RevokedAt is null)
                    ?? throw DomainException.NotFound("Token");
                if (token.RequestsPerMinute != requestsPerMinute)
                {
                    transaction.Update(token, token with { RequestsPerMinute = requestsPerMinute });
                }

                return tokens.Where(found => found.RevokedAt is null).Select(found => found.Id).ToHashSet();
            },
            cancellation).ConfigureAwait(false);
        foreach (var workspaceId in await directory.ListWorkspacesOfAsync(userId, cancellation).ConfigureAwait(false))
        {
            await log.WriteAsync(
                workspaceId,
                actorId: 0,
                transaction =>
                {
                    if (transaction.Picture.Members.GetValueOrDefault(userId) is { } member)
                    {
                        var kept = member.TokenAllowances
                            .RemoveRange(member.TokenAllowances.Keys.Where(id => !good.Contains(id)))
                            .SetItem(tokenId, requestsPerMinute ?? 0);
                        transaction.Update(member, member with { TokenAllowances = kept });
                    }

                    return ValueTask.FromResult(true);
                },
                cancellation).ConfigureAwait(false);
        }
    }
}
