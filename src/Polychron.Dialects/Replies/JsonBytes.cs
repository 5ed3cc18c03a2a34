using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Polychron.Dialects.Replies;

/// <summary>Renders JSON to bytes with a writer that each thread keeps.</summary>
/// <remarks>
/// Only what JSON demands is escaped. Characters that mean something in HTML stay as they are: the content type says JSON,
/// and <see cref="BytesResult"/> forbids browsers to guess another.
/// </remarks>
public static class JsonBytes
{
    private const int MaxKept = 512 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static Kept? _kept;

    /// <summary>Renders what <paramref name="write"/> writes of the value: exactly one JSON value.</summary>
    /// <typeparam name="T">The value's type; with a static lambda nothing but the bytes is allocated.</typeparam>
    public static byte[] Render<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        // Taken, not shared: a renderer that renders something else inside gets a writer of its own.
        var kept = _kept ?? new Kept();
        _kept = null;
        kept.Writer.Reset(kept.Buffer);
        write(kept.Writer, value);
        kept.Writer.Flush();
        var bytes = kept.Buffer.WrittenSpan.ToArray();
        if (kept.Buffer.Capacity <= MaxKept)
        {
            kept.Buffer.ResetWrittenCount();
            _kept = kept;
        }

        return bytes;
    }

    private sealed class Kept
    {
        public Kept() => Writer = new Utf8JsonWriter(Buffer, Options);

        public ArrayBufferWriter<byte> Buffer { get; } = new(4096);

        public Utf8JsonWriter Writer { get; }
    }
}
