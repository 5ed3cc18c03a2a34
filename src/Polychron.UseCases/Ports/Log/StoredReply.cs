using NodaTime;

namespace Polychron.UseCases.Ports.Log;

/// <summary>Under what a reply is stored: the user and the idempotency key that they chose.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Key">The key: 1 to <see cref="MaxLength"/> characters.</param>
public readonly record struct ReplyKey(long UserId, string Key)
{
    /// <summary>The most characters in a key.</summary>
    public const int MaxLength = 255;

    /// <summary>How long a reply is kept.</summary>
    public static readonly Duration Lifetime = Duration.FromHours(24);
}

/// <summary>The reply to a write, to be repeated to whoever repeats the request.</summary>
/// <param name="Fingerprint">A hash of the request, so that another request under the same key is noticed.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="ETag">The ETag of the resource, or null.</param>
/// <param name="Body">The body; empty where the reply has none.</param>
public sealed record StoredReply(string Fingerprint, int Status, string? ETag, ReadOnlyMemory<byte> Body);
