using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Writes;

/// <summary>The header by which a client marks repetitions of one write.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>The key, or null if the request has none.</summary>
    /// <exception cref="RequestException">It is not 1 to 255 visible ASCII characters, once.</exception>
    public static string? Read(HttpRequest request)
    {
        var header = request.Headers[Header];
        if (header.Count == 0)
        {
            return null;
        }

        return header.Count == 1 && header[0] is { Length: > 0 and <= ReplyKey.MaxLength } key && IsVisible(key)
            ? key
            : throw new RequestException(
                RequestErrorKind.BadRequest, $"The {Header} header has 1 to {ReplyKey.MaxLength} visible ASCII characters.");
    }

    private static bool IsVisible(string key) => key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
}
