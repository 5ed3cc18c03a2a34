using System.Text;
using Polychron.Domain.Webhooks;

namespace Polychron.Webhooks.Delivery;

/// <summary>The beginning of a response's body, for the delivery log.</summary>
internal static class ResponseExcerpt
{
    /// <summary>Reads at most <see cref="DeliveryRecord.MaxResponseBytes"/> bytes, or what has come when the time is over.</summary>
    public static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var buffer = new byte[DeliveryRecord.MaxResponseBytes];
        var length = 0;
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            while (length < buffer.Length)
            {
                var read = await body.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                length += read;
            }
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            // The status has come, and that decides; the body is only kept to be looked at.
        }

        return Text(buffer.AsSpan(0, length));
    }

    /// <summary>Bytes as text that takes no more of them: what is no UTF-8, or was cut in a character, becomes question marks.</summary>
    private static string Text(ReadOnlySpan<byte> bytes) => Lenient.GetString(bytes).Replace('\0', '?');

    private static Encoding Lenient { get; } = Encoding.GetEncoding(
        "utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("?"));
}
