using System.Text.Json;
using Polychron.Storage.Keys;
using Polychron.Storage.Scanning;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Azure.Tables;

/// <summary>
/// Rows as entities. A value is cut into the binary properties d0, d1, ... of at most 60 KiB: the service's limit is
/// given as 64 KiB in its documentation and as 64 KB in its errors, and this is below both. An empty value has none.
/// </summary>
internal static class EntityJson
{
    private const int MaxPropertyBytes = 60 * 1024;
    private const int MaxProperties = (TableLimits.MaxDataBytes + MaxPropertyBytes - 1) / MaxPropertyBytes;
    private static readonly string[] Names = [.. Enumerable.Range(0, MaxProperties).Select(i => $"d{i}")];
    private static readonly string[] TypeNames = [.. Names.Select(name => name + "@odata.type")];

    public static void Write(Utf8JsonWriter json, in RowWrite write)
    {
        json.WriteStartObject();
        json.WriteString("PartitionKey", KeyEscaping.Escape(write.Partition));
        json.WriteString("RowKey", KeyEscaping.Escape(write.Row));
        var rest = write.Data.Span;
        for (var i = 0; !rest.IsEmpty; i++)
        {
            var part = rest[..Math.Min(rest.Length, MaxPropertyBytes)];
            json.WriteString(TypeNames[i], "Edm.Binary");
            json.WriteBase64String(Names[i], part);
            rest = rest[part.Length..];
        }

        json.WriteEndObject();
    }

    /// <summary>Reads an entity; its ETag is the header's where there is one.</summary>
    public static TableRow Read(ReadOnlySpan<byte> entity, string? etag)
    {
        var json = new Utf8JsonReader(entity);
        json.Read();
        return Read(ref json, etag, out _);
    }

    /// <summary>Reads the answer to a query of one partition.</summary>
    public static List<TableRow> ReadPage(ReadOnlySpan<byte> page) => ReadPage(page, static (_, row) => row);

    /// <summary>Reads the answer to a query of a whole table.</summary>
    public static List<ScannedRow> ReadPage(ReadOnlySpan<byte> page, string table) => ReadPage(
        page, (partition, row) => new ScannedRow(table, partition ?? throw new JsonException("The entity has no PartitionKey."), row));

    private static List<T> ReadPage<T>(ReadOnlySpan<byte> page, Func<string?, TableRow, T> make)
    {
        var rows = new List<T>();
        var json = new Utf8JsonReader(page);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isRows = json.ValueTextEquals("value"u8);
            json.Read();
            while (isRows && json.Read() && json.TokenType == JsonTokenType.StartObject)
            {
                var row = Read(ref json, etag: null, out var partition);
                rows.Add(make(partition, row));
            }
        }

        return rows;
    }

    // From the start of the object to its end.
    private static TableRow Read(ref Utf8JsonReader json, string? etag, out string? partition)
    {
        string? row = null;
        partition = null;
        var parts = new byte[]?[MaxProperties];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("RowKey"u8))
            {
                json.Read();
                row = json.GetString();
            }
            else if (json.ValueTextEquals("PartitionKey"u8))
            {
                json.Read();
                partition = KeyEscaping.Unescape(json.GetString() ?? "");
            }
            else if (json.ValueTextEquals("odata.etag"u8))
            {
                json.Read();
                etag = json.GetString();
            }
            else if (PartIndex(json) is { } index)
            {
                json.Read();
                parts[index] = json.GetBytesFromBase64();
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        return new TableRow(
            KeyEscaping.Unescape(row ?? throw new JsonException("The entity has no RowKey.")),
            Join(parts),
            etag ?? throw new JsonException("The entity has no ETag."));
    }

    private static int? PartIndex(in Utf8JsonReader json)
    {
        var name = json.ValueSpan;
        var index = name.Length == 2 && name[0] == (byte)'d' ? name[1] - '0' : -1;
        return index >= 0 && index < MaxProperties ? index : null;
    }

    private static byte[] Join(byte[]?[] parts)
        => parts[1] is null ? parts[0] ?? [] : [.. parts.SelectMany(part => part ?? [])];
}
