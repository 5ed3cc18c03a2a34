using System.Buffers;
using System.Text;
using System.Text.Json;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Azure.Tables;

/// <summary>
/// Writes a batch as the multipart request of an entity group transaction. The boundaries may be constant: the parts are
/// JSON on one line, whose strings are Base64 and escaped keys, so no line of them begins with two hyphens.
/// </summary>
internal static class BatchContent
{
    public const string ContentType = $"multipart/mixed; boundary={Boundary}";
    private const string Boundary = "batch_polychron";
    private const string Changes = "changeset_polychron";

    // An ETag of the service's form that no entity has. It stands for one of another form, which the service would call
    // a malformed request and not a mismatch.
    private const string NoETag = "W/\"datetime'1601-01-01T00%3A00%3A00Z'\"";
    private static readonly SearchValues<char> InETag = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%:.'-+");

    public static ReadOnlyMemory<byte> Write(TableAddress address, IReadOnlyList<RowWrite> batch)
    {
        var buffer = new ArrayBufferWriter<byte>(batch.Sum(write => 1024 + write.Data.Length * 4 / 3));
        using var json = new Utf8JsonWriter(buffer);
        Append(buffer, $"--{Boundary}\r\nContent-Type: multipart/mixed; boundary={Changes}\r\n\r\n");
        for (var i = 0; i < batch.Count; i++)
        {
            WritePart(buffer, json, address, batch[i]);
        }

        Append(buffer, $"--{Changes}--\r\n--{Boundary}--\r\n");
        return buffer.WrittenMemory;
    }

    private static void WritePart(ArrayBufferWriter<byte> buffer, Utf8JsonWriter json, TableAddress address, in RowWrite write)
    {
        Append(buffer, $"--{Changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        Append(buffer, RequestLine(address, write));
        Append(buffer, "Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\nPrefer: return-no-content\r\n");
        if (Condition(write) is { } condition)
        {
            Append(buffer, $"If-Match: {condition}\r\n");
        }

        if (write.Action == RowAction.Delete)
        {
            Append(buffer, "\r\n\r\n");
            return;
        }

        Append(buffer, "Content-Type: application/json\r\n\r\n");
        json.Reset();
        EntityJson.Write(json, write);
        json.Flush();
        Append(buffer, "\r\n");
    }

    private static string RequestLine(TableAddress address, in RowWrite write) => write.Action switch
    {
        RowAction.Insert => $"POST {address.Table(write.Table)} HTTP/1.1\r\n",
        RowAction.Delete => $"DELETE {address.Entity(write.Table, write.Partition, write.Row)} HTTP/1.1\r\n",
        _ => $"PUT {address.Entity(write.Table, write.Partition, write.Row)} HTTP/1.1\r\n",
    };

    // A PUT without a condition is an upsert; a replacement of "any" needs the star.
    private static string? Condition(in RowWrite write) => write.Action switch
    {
        RowAction.Insert or RowAction.Upsert => null,
        _ when write.ETag is null => "*",
        _ => IsETag(write.ETag) ? write.ETag : NoETag,
    };

    // It goes into a header of the part: a line break in it would be a request of its own.
    private static bool IsETag(string etag)
        => etag.StartsWith("W/\"", StringComparison.Ordinal) && etag.Length is > 4 and < 256 && etag[^1] == '"'
            && !etag.AsSpan(3, etag.Length - 4).ContainsAnyExcept(InETag);

    private static void Append(ArrayBufferWriter<byte> buffer, string text) => Encoding.ASCII.GetBytes(text, buffer);
}
