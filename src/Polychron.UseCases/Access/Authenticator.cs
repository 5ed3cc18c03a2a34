using System.Collections.Concurrent;
using NodaTime;
using Polychron.Domain.Members;
using Polychron.Domain.Users;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Tokens;
using Polychron.UseCases.Workspaces;

namespace Polychron.UseCases.Access;

/// <summary>
/// Lets callers in, with one range query of the workspace's log a request. What the directory says of a token is kept for
/// a minute; what can change in that minute (revoked, removed, another role) is learnt from the workspace's log.
/// </summary>
public sealed class Authenticator(IDirectory directory, IWorkspaceLog log, IClock clock) : IAuthenticator
{
    /// <summary>How long this instance believes what the directory said of a token. Revocations stay in the member's record longer.</summary>
    public static readonly Duration Lifetime = Duration.FromMinutes(1);

    private static readonly Duration UseInterval = Duration.FromMinutes(5);
    private const int MaxKnown = 50_000;

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public async ValueTask<Caller> AuthenticateAsync(
        string? token, long? workspaceId, CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(token) || token.Length > TokenSecret.MaxLength)
        {
            throw new AccessException(AccessRefusal.BadToken);
        }

        var known = await KnowAsync(TokenSecret.Hash(token), cancellation).ConfigureAwait(false);
        if (known.Token.ExpiresAt is { } end && end <= clock.GetCurrentInstant())
        {
            throw new AccessException(AccessRefusal.BadToken);
        }

        var (view, member) = await FindMemberAsync(known, workspaceId, cancellation).ConfigureAwait(false);
        if (member.RevokedTokens.ContainsKey(known.Token.Id))
        {
            throw new AccessException(AccessRefusal.BadToken);
        }

        await NoteUseAsync(known, cancellation).ConfigureAwait(false);
        return new Caller(known.Token.Id, member, view)
        {
            // What the workspace's log says is newer than what the directory said when it was asked.
            RequestsPerMinute = !member.TokenAllowances.TryGetValue(known.Token.Id, out var allowance)
                ? known.Token.RequestsPerMinute
                : allowance == 0 ? null : allowance,
        };
    }

    private async ValueTask<(IWorkspaceView View, Member Member)> FindMemberAsync(
        Known known, long? workspaceId, CancellationToken cancellation)
    {
        // The first workspace is nearly always the one; a user who was taken out of it has the next.
        IReadOnlyList<long> candidates = (workspaceId ?? known.Token.WorkspaceId) is { } named ? [named] : known.Workspaces;
        foreach (var id in candidates)
        {
            var view = await log.OpenAsync(id, cancellation).ConfigureAwait(false);
            if (view.Picture.Workspace is null
                && known.Workspaces.Contains(id)
                && await SeedWorkspace.EnsureAsync(directory, log, id, cancellation).ConfigureAwait(false))
            {
                view = await log.OpenAsync(id, cancellation).ConfigureAwait(false);
            }

            if (view.Picture.Members.GetValueOrDefault(known.Token.UserId) is { IsActive: true } member)
            {
                return (view, member);
            }
        }

        throw new AccessException(AccessRefusal.NoWorkspace);
    }

    private async ValueTask<Known> KnowAsync(string hash, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        if (_known.TryGetValue(hash, out var known) && (now - known.AsOf) is var age && age >= Duration.Zero && age < Lifetime)
        {
            return known;
        }

        var token = await directory.FindTokenAsync(hash, cancellation).ConfigureAwait(false);
        if (token is not { RevokedAt: null })
        {
            _known.TryRemove(hash, out _);
            throw new AccessException(AccessRefusal.BadToken);
        }

        var workspaces = await directory.ListWorkspacesOfAsync(token.UserId, cancellation).ConfigureAwait(false);
        var found = new Known(token, workspaces, now, new LastUse { At = known?.LastUse.At });

        // A user who is in no workspace yet may be put into one at any moment: that is not remembered.
        if (workspaces.Count > 0)
        {
            if (_known.Count >= MaxKnown)
            {
                _known.Clear();
            }

            _known[hash] = found;
        }

        return found;
    }

    private async ValueTask NoteUseAsync(Known known, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        if (known.LastUse.At is { } at && Duration.Max(now - at, at - now) < UseInterval)
        {
            return;
        }

        known.LastUse.At = now;
        await directory.NoteUseAsync(known.Token.Id, now, cancellation).ConfigureAwait(false);
    }

    private sealed record Known(ApiToken Token, IReadOnlyList<long> Workspaces, Instant AsOf, LastUse LastUse);

    private sealed class LastUse
    {
        public Instant? At { get; set; }
    }
}
