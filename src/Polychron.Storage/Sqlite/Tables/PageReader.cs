using System.Text;
using Polychron.Storage.Sqlite.Engine;
using Polychron.Storage.Sqlite.Reading;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite.Tables;

/// <summary>Reads one page of a range. The continuation is the last key of the page: the next page begins behind it.</summary>
internal static class PageReader
{
    // Like the service, a page ends early rather than grow without bound where values are large.
    private const int MaxPageBytes = 4 * 1024 * 1024;

    public static RowPage Read(Reader reader, RowRange range)
    {
        var statement = range.KeysOnly ? reader.RangeOfKeys : reader.Range;
        var prefix = RowAddress.PrefixBytes(range.Table, range.Partition);
        Bind(statement, range, prefix);
        try
        {
            return Read(statement, range, prefix);
        }
        finally
        {
            statement.Reset();
        }
    }

    private static RowPage Read(Statement statement, RowRange range, int prefix)
    {
        var rows = new List<TableRow>();
        var bytes = 0;
        while (statement.Step())
        {
            if (rows.Count == range.MaxRows || bytes >= MaxPageBytes)
            {
                return new RowPage(rows, rows[^1].Row);
            }

            var data = range.KeysOnly ? [] : statement.Blob(2).ToArray();
            rows.Add(new TableRow(
                Encoding.UTF8.GetString(statement.Blob(0)[prefix..]), data, ETags.Format(statement.Int64(1))));
            bytes += data.Length;
        }

        return new RowPage(rows, null);
    }

    private static void Bind(Statement statement, RowRange range, int prefix)
    {
        var from = Start(range);
        var longest = prefix + 3 * Math.Max(from.Length, range.To.Length);
        Span<byte> key = longest <= RowAddress.MaxBytes ? stackalloc byte[RowAddress.MaxBytes] : new byte[longest];
        statement.Bind(1, key[..RowAddress.Write(key, range.Table, range.Partition, from)]);
        statement.Bind(2, key[..RowAddress.Write(key, range.Table, range.Partition, range.To)]);
    }

    // From is inclusive and the continuation is not: a zero byte behind a key makes the very next one. A continuation of
    // some other range must not open a place before this one.
    private static string Start(RowRange range)
        => range.Continuation is { } last && KeyOrder.Instance.Compare(last, range.From) >= 0 ? last + '\0' : range.From;
}
