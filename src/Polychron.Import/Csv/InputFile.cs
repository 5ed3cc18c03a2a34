using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;

namespace Polychron.Import.Csv;

/// <summary>Opens a file by its first bytes: plain text as it is, gzip unpacked, what is no text refused with advice.</summary>
internal static class InputFile
{
    private const int Longest = 6;

    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    private static ReadOnlySpan<byte> Xz => [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00];

    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    /// <summary>The text of a file. Disposing it ends what was begun for it; the file itself stays the caller's.</summary>
    /// <param name="file">The file, read from where it stands.</param>
    /// <param name="unpackXz">Unpacks .xz, for which .NET has nothing; null where that is not to be had.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="FileRefusedException">It is of a kind that cannot be read.</exception>
    public static async Task<Stream> OpenAsync(Stream file, Func<Stream, Stream>? unpackXz, CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var first = await pipe.ReadAtLeastAsync(Longest, cancellation).ConfigureAwait(false);
        var head = new byte[Math.Min(Longest, first.Buffer.Length)];
        System.Buffers.BuffersExtensions.CopyTo(first.Buffer.Slice(0, head.Length), head);
        pipe.AdvanceTo(first.Buffer.Start);
        var text = pipe.AsStream();
        if (head.AsSpan().StartsWith(Gzip))
        {
            return new GZipStream(text, CompressionMode.Decompress);
        }

        if (head.AsSpan().StartsWith(Xz))
        {
            return unpackXz?.Invoke(text)
                ?? throw new FileRefusedException("This is an .xz file, which is not unpacked here: send it unpacked (xz -dc) or as gzip.");
        }

        return head.AsSpan().StartsWith(Zip)
            ? throw new FileRefusedException("This is a zip archive or a workbook of a spreadsheet: unpack it, or save it as CSV.")
            : text;
    }

    /// <summary>The encoding of a name, for files without a byte order mark; bytes that are none in it become U+FFFD.</summary>
    /// <exception cref="FileRefusedException">There is none of this name.</exception>
    public static Encoding EncodingOf(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException e)
        {
            throw new FileRefusedException($"There is no encoding '{name}'; try utf-8, utf-16, windows-1252 or iso-8859-1.", e);
        }
    }
}
