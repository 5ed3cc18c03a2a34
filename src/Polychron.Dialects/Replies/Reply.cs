using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Conditional;

namespace Polychron.Dialects.Replies;

/// <summary>What a function answers: a status, the rendered body and the resource's ETag. It can be stored and repeated.</summary>
public sealed class Reply
{
    private Reply(int status, ReadOnlyMemory<byte> body, string? etag)
    {
        if (etag is not null && !EntityTag.IsWellFormed(etag))
        {
            throw new ArgumentException("An ETag has its quotes: \"...\" or W/\"...\".", nameof(etag));
        }

        Status = status;
        Body = body;
        ETag = etag;
    }

    /// <summary>The HTTP status, from 200 to 299.</summary>
    public int Status { get; }

    /// <summary>The body in the dialect's content type; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The ETag in its header form (see <see cref="EntityTag"/>), or null.</summary>
    public string? ETag { get; }

    /// <summary>
    /// Whether the body changes by itself while the ETag stays, as the duration of a running timer does: a read of it is
    /// never answered with 304, but its ETag still guards a write.
    /// </summary>
    public bool IsMoving { get; private init; }

    /// <summary>
    /// The body that a repetition under the same idempotency key gets in place of this one: without the secret that is shown
    /// once and stored nowhere. Null: the same body.
    /// </summary>
    public ReadOnlyMemory<byte>? RepeatedBody { get; private init; }

    /// <summary>The body's content type where it is not the dialect's; else null.</summary>
    public string? ContentType { get; private init; }

    /// <summary>200 with a body of another content type than the dialect's.</summary>
    public static Reply OkAs(string contentType, ReadOnlyMemory<byte> body, string? etag = null) =>
        new(StatusCodes.Status200OK, body, etag) { ContentType = contentType };

    /// <summary>200 with a body.</summary>
    public static Reply Ok(ReadOnlyMemory<byte> body, string? etag = null) => new(StatusCodes.Status200OK, body, etag);

    /// <summary>200 with a body that changes by itself (see <see cref="IsMoving"/>).</summary>
    public static Reply OkMoving(ReadOnlyMemory<byte> body, string etag) =>
        new(StatusCodes.Status200OK, body, etag) { IsMoving = true };

    /// <summary>201 with a body.</summary>
    public static Reply Created(ReadOnlyMemory<byte> body, string? etag = null) =>
        new(StatusCodes.Status201Created, body, etag);

    /// <summary>201 with a body that is shown once (see <see cref="RepeatedBody"/>).</summary>
    public static Reply CreatedOnce(ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> repeatedBody, string? etag = null) =>
        new(StatusCodes.Status201Created, body, etag) { RepeatedBody = repeatedBody };

    /// <summary>200 with a body that is shown once (see <see cref="RepeatedBody"/>).</summary>
    public static Reply OkOnce(ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> repeatedBody, string? etag = null) =>
        new(StatusCodes.Status200OK, body, etag) { RepeatedBody = repeatedBody };

    /// <summary>204.</summary>
    public static Reply NoContent(string? etag = null) => new(StatusCodes.Status204NoContent, default, etag);

    /// <summary>Another status from 200 to 299 with a body, which may be empty.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another status: refusals are exceptions, so that nothing is written.</exception>
    public static Reply Of(int status, ReadOnlyMemory<byte> body, string? etag = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 299);
        return new Reply(status, body, etag);
    }

    internal BytesResult ToResult(string contentType, IReadOnlyList<KeyValuePair<string, string>>? headers = null) =>
        new(Status, Body, ContentType ?? contentType)
        {
            ETag = ETag,

            // A secret that is shown once is kept by nobody on its way.
            Headers = RepeatedBody is null ? headers : [.. headers ?? [], new("Cache-Control", "no-store")],
        };
}
