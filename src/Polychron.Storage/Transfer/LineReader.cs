using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Polychron.Storage.Transfer;

/// <summary>Reads the lines of a compressed file, one at a time, whatever its size.</summary>
internal static class LineReader
{
    /// <summary>The longest line: a row of the largest value in Base64 is below it, and a file that unpacks to one endless line is not read into memory.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    /// <summary>All lines without their ends.</summary>
    /// <exception cref="InvalidDataException">It is no such file, it is cut off, or a line is too long.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        string folder, string? table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var file = File.OpenRead(Path.Combine(folder, ManifestFile.NameOf(table)));
        await using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        var pipe = PipeReader.Create(unpacked, new StreamPipeReaderOptions(bufferSize: 1 << 16));
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation).ConfigureAwait(false);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return rest.Slice(0, end).ToArray();
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (read.IsCompleted)
            {
                if (!rest.IsEmpty)
                {
                    throw new InvalidDataException("Its last line has no end.");
                }

                await pipe.CompleteAsync().ConfigureAwait(false);
                yield break;
            }

            if (rest.Length > MaxLineBytes)
            {
                throw new InvalidDataException("A line is too long to be one.");
            }

            pipe.AdvanceTo(rest.Start, rest.End);
        }
    }
}
