using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Transfer;

/// <summary>
/// A row as a line of JSON: its keys, and its value as it is where that is a JSON object on one line, which most are, else in
/// Base64. Reading gives back the very bytes.
/// </summary>
internal static class RowLine
{
    private const string Partition = "p";
    private const string Row = "r";
    private const string Json = "json";
    private const string Base64 = "base64";

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes a row, without the end of the line.</summary>
    public static void Write(IBufferWriter<byte> target, string partition, string row, ReadOnlySpan<byte> data)
    {
        using var writer = new Utf8JsonWriter(target, Writing);
        writer.WriteStartObject();
        writer.WriteString(Partition, partition);
        writer.WriteString(Row, row);
        if (IsObjectOnOneLine(data))
        {
            writer.WritePropertyName(Json);
            writer.WriteRawValue(data, skipInputValidation: true);
        }
        else
        {
            writer.WriteBase64String(Base64, data);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It did not, or the store could not hold it.</exception>
    public static (string Partition, string Row, byte[] Data) Read(ReadOnlySpan<byte> line)
    {
        try
        {
            string? partition = null;
            string? row = null;
            byte[]? data = null;
            var reader = new Utf8JsonReader(line);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                switch (name)
                {
                    case Partition:
                        partition = reader.GetString();
                        break;
                    case Row:
                        row = reader.GetString();
                        break;
                    case Json:
                        var start = (int)reader.TokenStartIndex;
                        reader.Skip();
                        data = line[start..(int)reader.BytesConsumed].ToArray();
                        break;
                    case Base64:
                        data = reader.GetBytesFromBase64();
                        break;
                    default:
                        throw new InvalidDataException($"A row has no '{name}'.");
                }
            }

            // To the end: what is cut off is no line.
            reader.Read();
            return partition is not null && row is not null && data is { Length: <= TableLimits.MaxDataBytes }
                && KeyRules.IsKey(partition) && KeyRules.IsKey(row)
                    ? (partition, row, data)
                    : throw new InvalidDataException("It is no row, or one that no store can hold.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"It is no row: {e.Message}", e);
        }
    }

    private static bool IsObjectOnOneLine(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty || data[0] != (byte)'{' || data[^1] != (byte)'}' || data.IndexOfAny((byte)'\n', (byte)'\r') >= 0)
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(data);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
