using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Polychron.Storage.Transfer;

/// <summary>Writes lines into a new compressed file and hashes what it writes.</summary>
internal sealed class LineWriter : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private readonly ArrayBufferWriter<byte> _buffer = new(BufferBytes);
    private readonly FileStream _file;
    private readonly SHA256 _hash = SHA256.Create();
    private readonly CryptoStream _hashed;
    private readonly GZipStream _packed;
    private readonly string? _table;
    private long _lines;

    public LineWriter(string folder, string? table)
    {
        _table = table;
        _file = new FileStream(Path.Combine(folder, ManifestFile.NameOf(table)), FileMode.CreateNew, FileAccess.Write);
        _hashed = new CryptoStream(_file, _hash, CryptoStreamMode.Write, leaveOpen: true);
        _packed = new GZipStream(_hashed, CompressionLevel.Fastest, leaveOpen: true);
    }

    /// <summary>Where the next line is written, without its end.</summary>
    public IBufferWriter<byte> Line => _buffer;

    /// <summary>Ends the line.</summary>
    public void End()
    {
        _buffer.Write("\n"u8);
        _lines++;
        if (_buffer.WrittenCount >= BufferBytes / 2)
        {
            Pass();
        }
    }

    /// <summary>Ends the file; it is on the disk when this returns. One without lines goes: null.</summary>
    public ManifestFile? Finish()
    {
        if (_lines == 0)
        {
            File.Delete(_file.Name);
            return null;
        }

        Pass();
        _packed.Dispose();
        _hashed.FlushFinalBlock();
        _file.Flush(flushToDisk: true);
        return new ManifestFile(_table, _lines, _file.Length, Convert.ToHexStringLower(_hash.Hash!));
    }

    public void Dispose()
    {
        _packed.Dispose();
        _hashed.Dispose();
        _hash.Dispose();
        _file.Dispose();
    }

    private void Pass()
    {
        _packed.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
