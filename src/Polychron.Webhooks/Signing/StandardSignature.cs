using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Webhooks.Signing;

/// <summary>
/// The headers of Standard Webhooks: <c>webhook-id</c>, <c>webhook-timestamp</c> (seconds since 1970) and
/// <c>webhook-signature</c>, in which each secret that signs has a signature of "id.timestamp.body" (HMAC-SHA256).
/// </summary>
internal static class StandardSignature
{
    /// <summary>The header with the delivery's id.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the moment of sending.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>The headers of a body that is sent now.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Headers(
        string id, Instant now, ReadOnlySpan<byte> body, IEnumerable<SigningSecret> secrets)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. body];
        return
        [
            new(IdHeader, id),
            new(TimestampHeader, timestamp),
            new(SignatureHeader, string.Join(' ', secrets.Select(secret => Sign(signed, secret)))),
        ];
    }

    private static string Sign(byte[] signed, SigningSecret secret) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(WebhookSecrets.Key(secret), signed))}";
}
