using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Access;

/// <summary>Who makes a request, and the workspace that it works in, as of the request's start.</summary>
/// <param name="TokenId">The token that was shown.</param>
/// <param name="Member">The caller's membership: active when the request began. Writes look it up again when they run.</param>
/// <param name="Workspace">The workspace.</param>
public sealed record Caller(long TokenId, Member Member, IWorkspaceView Workspace)
{
    /// <summary>How many requests a minute the token may make where that can be raised; null for the API's own number.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>The caller's user id.</summary>
    public long UserId => Member.Id;
}
