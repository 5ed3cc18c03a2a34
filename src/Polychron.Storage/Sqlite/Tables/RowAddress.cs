using System.Buffers.Binary;
using System.Text;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite.Tables;

/// <summary>
/// The key of the rows table: the table's name, a zero byte, the length of the partition key in two bytes, the partition
/// key and the row key, in UTF-8. SQLite compares it bytewise, so a partition's rows stand together in the port's order.
/// </summary>
internal static class RowAddress
{
    /// <summary>Room for any key that <see cref="KeyRules"/> accepts; a bound of a range may need more.</summary>
    public const int MaxBytes = 64 + sizeof(ushort) + 2 * TableLimits.MaxKeyWeight;

    /// <summary>How many bytes come before the row key.</summary>
    public static int PrefixBytes(string table, string partition)
        => table.Length + 1 + sizeof(ushort) + Encoding.UTF8.GetByteCount(partition);

    /// <summary>Writes the key and returns how many bytes it has.</summary>
    public static int Write(Span<byte> target, string table, string partition, string row)
    {
        var at = WritePrefix(target, table, partition);
        return at + Encoding.UTF8.GetBytes(row, target[at..]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It did not.</exception>
    public static (string Table, string Partition, string Row) Read(ReadOnlySpan<byte> key)
    {
        var end = key.IndexOf((byte)0);
        var start = end + 1 + sizeof(ushort);
        if (end < 0 || key.Length < start
            || BinaryPrimitives.ReadUInt16BigEndian(key[(end + 1)..]) is var length && key.Length < start + length)
        {
            throw new InvalidDataException($"The key {Convert.ToHexString(key)} is none of a row.");
        }

        return (
            Encoding.UTF8.GetString(key[..end]),
            Encoding.UTF8.GetString(key.Slice(start, length)),
            Encoding.UTF8.GetString(key[(start + length)..]));
    }

    private static int WritePrefix(Span<byte> target, string table, string partition)
    {
        var at = Encoding.UTF8.GetBytes(table, target);
        target[at++] = 0;
        var length = Encoding.UTF8.GetBytes(partition, target[(at + sizeof(ushort))..]);
        BinaryPrimitives.WriteUInt16BigEndian(target[at..], (ushort)length);
        return at + sizeof(ushort) + length;
    }
}
