using System.Text.Json.Serialization;

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
}
