using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Writes;

/// <summary>Replies to keyed writes as they are stored and repeated.</summary>
internal static class ReplyArchive
{
    /// <summary>The most bytes of a body that is stored.</summary>
    public const int MaxBodyBytes = 256 * 1024;

    // In front of the fingerprint of a reply whose body was too large to store.
    private const string BodyLess = "large:";

    /// <summary>The form in which a reply is stored. Of one that is too large only the fact that the write was made.</summary>
    public static StoredReply Store(string fingerprint, Reply reply)
    {
        var body = reply.RepeatedBody ?? reply.Body;
        return body.Length <= MaxBodyBytes
            ? new StoredReply(fingerprint, reply.Status, reply.ETag, body)
            : new StoredReply(BodyLess + fingerprint, reply.Status, reply.ETag, default);
    }

    /// <summary>The reply again.</summary>
    /// <exception cref="RequestException">The key was used for another request, or the reply's body was too large to be stored.</exception>
    public static Reply Repeat(string fingerprint, StoredReply stored)
    {
        if (stored.Fingerprint == fingerprint)
        {
            return Reply.Of(stored.Status, stored.Body, stored.ETag);
        }

        throw stored.Fingerprint == BodyLess + fingerprint
            ? new RequestException(
                RequestErrorKind.Conflict,
                "This write was made when the request was first sent. Its reply was too large to keep; read what it changed.")
            : RequestException.Invalid(
                IdempotencyKey.Header, $"This {IdempotencyKey.Header} was used for another request in the last 24 hours.");
    }
}
