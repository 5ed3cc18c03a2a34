using System.Runtime.CompilerServices;
using System.Text;
using Polychron.Storage.Scanning;
using Polychron.Storage.Sqlite.Reading;
using Polychron.Storage.Sqlite.Tables;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite;

/// <summary>Reads a database file from its first row to its last.</summary>
internal sealed class SqliteScanner(string place, Func<ReaderPool.Lease> rent) : IStoreScanner
{
    private const int PageRows = 1_000;

    // A page ends early where values are large.
    private const int PageBytes = 4 * 1024 * 1024;

    public string Place => place;

    public bool ShowsHiddenMessages => true;

    public async IAsyncEnumerable<IReadOnlyList<ScannedRow>> RowsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        byte[] after = [];
        while (Page(ref after) is { Count: > 0 } page)
        {
            yield return page;
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<ScannedMessage>> MessagesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        long after = 0;
        while (Messages(ref after) is { Count: > 0 } page)
        {
            yield return page;
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private List<ScannedRow> Page(ref byte[] after)
    {
        var rows = new List<ScannedRow>();
        var bytes = 0;
        using var lease = rent();
        var scan = lease.Reader.Scan.Bind(1, after).Bind(2, PageRows);
        try
        {
            while (bytes < PageBytes && scan.Step())
            {
                after = scan.Blob(0).ToArray();
                var (table, partition, row) = RowAddress.Read(after);
                var data = scan.Blob(2).ToArray();
                rows.Add(new ScannedRow(table, partition, new TableRow(row, data, ETags.Format(scan.Int64(1)))));
                bytes += data.Length;
            }
        }
        finally
        {
            scan.Reset();
        }

        return rows;
    }

    private List<ScannedMessage> Messages(ref long after)
    {
        var messages = new List<ScannedMessage>();
        using var lease = rent();
        var found = lease.Reader.Messages.Bind(1, after).Bind(2, PageRows);
        try
        {
            while (found.Step())
            {
                after = found.Int64(0);
                messages.Add(new ScannedMessage(
                    Encoding.UTF8.GetString(found.Blob(1)),
                    Encoding.UTF8.GetString(found.Blob(3)),
                    new DateTimeOffset(found.Int64(2), TimeSpan.Zero)));
            }
        }
        finally
        {
            found.Reset();
        }

        return messages;
    }
}
