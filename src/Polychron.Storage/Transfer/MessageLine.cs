using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Polychron.Storage.Scanning;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Storage.Transfer;

/// <summary>A message of a queue as a line of JSON.</summary>
internal sealed record MessageLine(
    [property: JsonPropertyName("queue")] string Queue,
    [property: JsonPropertyName("body")] string Body,
    [property: JsonPropertyName("visible_at")] DateTimeOffset VisibleAt)
{
    /// <summary>Writes a message, without the end of the line.</summary>
    public static void Write(IBufferWriter<byte> target, ScannedMessage message)
    {
        using var writer = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        JsonSerializer.Serialize(writer, new MessageLine(message.Queue, message.Body, message.VisibleAt), TransferJson.Default.MessageLine);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It did not, or no queue could hold it.</exception>
    public static ScannedMessage Read(ReadOnlySpan<byte> line)
    {
        try
        {
            var message = JsonSerializer.Deserialize(line, TransferJson.Default.MessageLine);
            if (message is not { Queue: not null, Body: not null })
            {
                throw new InvalidDataException("It is no message.");
            }

            QueueLimits.CheckName(message.Queue);
            QueueLimits.CheckMessage(message.Body, TimeSpan.Zero);
            return new ScannedMessage(message.Queue, message.Body, message.VisibleAt);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"It is no message: {e.Message}", e);
        }
    }
}
