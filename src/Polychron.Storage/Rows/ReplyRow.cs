using System.Text.Json.Serialization;
using NodaTime;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Storage.Rows;

/// <summary>A stored reply to a write with an idempotency key.</summary>
internal sealed class ReplyRow
{
    [JsonPropertyName("x")]
    public long ExpiresAt { get; set; }

    [JsonPropertyName("f")]
    public string Fingerprint { get; set; } = "";

    [JsonPropertyName("s")]
    public int Status { get; set; }

    [JsonPropertyName("e")]
    public string? ETag { get; set; }

    [JsonPropertyName("b")]
    public byte[] Body { get; set; } = [];

    public static ReplyRow From(StoredReply reply, Instant now) => new()
    {
        ExpiresAt = Microseconds.FromInstant(now + ReplyKey.Lifetime),
        Fingerprint = reply.Fingerprint,
        Status = reply.Status,
        ETag = reply.ETag,
        Body = reply.Body.ToArray(),
    };

    public StoredReply ToReply() => new(Fingerprint, Status, ETag, Body);

    /// <summary>Whether it counts no more, though it is still stored.</summary>
    public bool IsExpired(Instant now) => Microseconds.ToInstant(ExpiresAt) <= now;
}
