using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.UseCases.OAuth;

namespace Polychron.OAuth.Protocol;

/// <summary>Reads the body of an OAuth request: form-encoded, as the RFCs have it, or a JSON object of texts.</summary>
internal static class OAuthBody
{
    /// <summary>The most bytes of a body.</summary>
    public const int MaxBytes = 32 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>Reads a body of either form.</summary>
    /// <exception cref="OAuthException">It is neither, or malformed.</exception>
    /// <exception cref="RequestException">It is too large.</exception>
    public static async Task<OAuthParameters> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var text = await ReadTextAsync(request, cancellation).ConfigureAwait(false);
        return MediaType(request) switch
        {
            "application/x-www-form-urlencoded" => OAuthParameters.Parse(text),
            "application/json" => OfJson(text),
            _ => throw new OAuthException(
                OAuthError.InvalidRequest, "The body has to be application/x-www-form-urlencoded or application/json."),
        };
    }

    /// <summary>Reads the body of one of our own forms.</summary>
    /// <exception cref="RequestException">It is no form, or too large.</exception>
    public static async Task<OAuthParameters> ReadFormAsync(HttpRequest request, CancellationToken cancellation) =>
        MediaType(request) == "application/x-www-form-urlencoded"
            ? OAuthParameters.Parse(await ReadTextAsync(request, cancellation).ConfigureAwait(false))
            : throw new RequestException(RequestErrorKind.UnsupportedMediaType, "This page takes the form that it shows, and nothing else.");

    private static string MediaType(HttpRequest request) =>
        (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    // The length that is announced is not believed but for refusing.
    private static async Task<string> ReadTextAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaxBytes)
        {
            throw TooLarge();
        }

        var buffer = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return length <= MaxBytes ? Encoding.UTF8.GetString(buffer, 0, length) : throw TooLarge();
    }

    private static OAuthParameters OfJson(string text)
    {
        try
        {
            var root = JsonElement.Parse(text, Strict);
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw Malformed();
            }

            var parameters = new OAuthParameters();
            foreach (var member in root.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.String)
                {
                    parameters.Add(member.Name, member.Value.GetString()!);
                }
                else if (member.Value.ValueKind != JsonValueKind.Null)
                {
                    throw Malformed();
                }
            }

            return parameters;
        }
        catch (Exception refused) when (refused is JsonException or InvalidOperationException)
        {
            // The second is half of a surrogate pair.
            throw Malformed();
        }
    }

    private static OAuthException Malformed() =>
        new(OAuthError.InvalidRequest, "The body is not a JSON object whose values are texts.");

    private static RequestException TooLarge() =>
        new(RequestErrorKind.PayloadTooLarge, $"The request body has more than {MaxBytes} bytes.");
}
