using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;

namespace Polychron.Dialects.Bodies;

/// <summary>Reads request bodies into memory and parses them.</summary>
public sealed class BodyReader
{
    private const int FirstBuffer = 4096;
    private const int Margin = 8 * 1024 * 1024;

    private readonly int _maxBytes;

    internal BodyReader(DialectOptions options) => _maxBytes = options.MaxBodyBytes;

    /// <summary>Reads and parses the body.</summary>
    /// <exception cref="RequestException">
    /// <see cref="RequestErrorKind.PayloadTooLarge"/>, <see cref="RequestErrorKind.UnsupportedMediaType"/>, or
    /// <see cref="RequestErrorKind.BadRequest"/> for what is not the JSON that the rules ask for.
    /// </exception>
    public async ValueTask<JsonBody> ReadAsync(
        HttpRequest request, BodyRules rules = BodyRules.Required, CancellationToken cancellation = default)
    {
        if (rules == BodyRules.None)
        {
            return JsonBody.Empty;
        }

        var bytes = await ReadBytesAsync(request, cancellation).ConfigureAwait(false);
        if (bytes.Length > 0)
        {
            JsonContentType.Require(request.ContentType);
            return JsonParser.Parse(
                bytes, rules, request.HttpContext.Features.Get<DialectRequest>()?.Dialect.TakesLastOfDoubles ?? false);
        }

        return rules is BodyRules.Optional or BodyRules.OptionalOrNothing
            ? JsonBody.Empty
            : throw new RequestException(RequestErrorKind.BadRequest, "The request needs a body of JSON.");
    }

    // The length that is announced is not believed but for refusing: memory is taken as bytes arrive.
    private async ValueTask<byte[]> ReadBytesAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is 0)
        {
            return [];
        }

        LetThrough(request);
        if (request.ContentLength > _maxBytes)
        {
            throw TooLarge();
        }

        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var length = 0;
            while (true)
            {
                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }

                var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
                if (read == 0)
                {
                    return buffer.AsSpan(0, length).ToArray();
                }

                length += read;
                if (length > _maxBytes)
                {
                    throw TooLarge();
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    // A server has a limit of its own as a backstop; one that was configured above it has to get through. The server's is well
    // above: so the refusal of what is too long comes from here, in the dialect's form, and the server takes and drops the
    // rest, without which a client that still sends would find its connection reset instead of the refusal.
    private void LetThrough(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false, MaxRequestBodySize: { } most } size
            && most < _maxBytes + Margin)
        {
            size.MaxRequestBodySize = _maxBytes + Margin;
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }

    private RequestException TooLarge() =>
        new(RequestErrorKind.PayloadTooLarge, $"The request body has more than {_maxBytes} bytes.");
}
