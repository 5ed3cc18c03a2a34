using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Users;
using Polychron.UseCases.Ports.Directory;

namespace Polychron.UseCases.Tokens;

/// <summary>Lists a user's tokens, without their secrets, which nobody has.</summary>
public static class ListTokens
{
    /// <summary>The tokens by id, each with when it was last used.</summary>
    /// <exception cref="DomainException">There is no such user.</exception>
    public static async Task<IReadOnlyList<(ApiToken Token, Instant? LastUsedAt)>> RunAsync(
        IDirectory directory, long userId, CancellationToken cancellation = default)
    {
        if (await directory.FindUserAsync(userId, cancellation).ConfigureAwait(false) is null)
        {
            throw DomainException.NotFound("User");
        }

        var tokens = await directory.ListTokensAsync(userId, cancellation).ConfigureAwait(false);
        var uses = await Task.WhenAll(tokens.Select(token => directory.FindLastUseAsync(token.Id, cancellation)))
            .ConfigureAwait(false);
        return [.. tokens.Zip(uses)];
    }
}
