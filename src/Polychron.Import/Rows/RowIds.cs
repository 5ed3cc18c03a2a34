using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Polychron.Import.Formats;

namespace Polychron.Import.Rows;

/// <summary>
/// Ids of rows: half of the SHA-256 of the format's name and of what the row has in the format's columns, whatever their
/// order in the file. So the same row has the same id in every file, export and run. A row that a file has several times is
/// several entries: from the second on, how many there were before it is part of the id.
/// </summary>
internal sealed class RowIds(ImportFormat format)
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly Dictionary<UInt128, int> _repeated = [];
    private readonly ArrayBufferWriter<byte> _text = new(1024);

    /// <summary>The id of the record at hand.</summary>
    public UInt128 Next(RowReader row)
    {
        _text.ResetWrittenCount();
        Write(format.Name);
        foreach (var column in format.Columns)
        {
            Write(row.Text(column) ?? "");
        }

        var id = Hash();
        if (_seen.Add(id))
        {
            return id;
        }

        var before = _repeated[id] = _repeated.GetValueOrDefault(id) + 1;
        WriteNumber(before);
        return Hash();
    }

    // With its length before it, so that the border between two values is no part of them.
    private void Write(string text)
    {
        WriteNumber(text.Length);
        Encoding.UTF8.GetBytes(text, _text);
    }

    private void WriteNumber(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(_text.GetSpan(sizeof(int)), number);
        _text.Advance(sizeof(int));
    }

    private UInt128 Hash()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_text.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
