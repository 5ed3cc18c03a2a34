using Polychron.Storage.Keys;

namespace Polychron.Storage.Azure.Tables;

/// <summary>Builds the addresses and filters of the table service. Nothing else puts a key into a URL or a filter.</summary>
/// <remarks>
/// Escaped keys have no quote, so none has to be doubled; the leaders of the escapes are percent-encoded as URLs want it.
/// </remarks>
internal sealed class TableAddress(Uri endpoint)
{
    private readonly string _base = endpoint.AbsoluteUri.TrimEnd('/');

    public Uri Tables => new($"{_base}/Tables");

    public Uri Batch => new($"{_base}/$batch");

    public string Table(string table) => $"{_base}/{table}";

    public string Entity(string table, string partition, string row)
        => $"{_base}/{table}(PartitionKey='{Encode(partition)}',RowKey='{Encode(row)}')";

    /// <summary>All rows of a table.</summary>
    public Uri All(string table, int top, Continuation? continuation) =>
        new(Continue($"{_base}/{table}()?$top={top}", continuation));

    /// <summary>A half-open range of rows of a partition.</summary>
    public Uri Range(string table, string partition, string from, string to, int top, bool keysOnly, Continuation? continuation)
    {
        var filter = $"PartitionKey eq '{KeyEscaping.Escape(partition)}'"
            + $" and RowKey ge '{KeyEscaping.Escape(from)}' and RowKey lt '{KeyEscaping.Escape(to)}'";
        var address = $"{_base}/{table}()?$filter={Uri.EscapeDataString(filter)}&$top={top}";
        if (keysOnly)
        {
            address += "&$select=RowKey";
        }

        return new Uri(Continue(address, continuation));
    }

    private static string Continue(string address, Continuation? continuation) => continuation is { } next
        ? $"{address}&NextPartitionKey={Uri.EscapeDataString(next.Partition)}"
            + (next.Row is { } row ? $"&NextRowKey={Uri.EscapeDataString(row)}" : "")
        : address;

    private static string Encode(string key) => Uri.EscapeDataString(KeyEscaping.Escape(key));
}
