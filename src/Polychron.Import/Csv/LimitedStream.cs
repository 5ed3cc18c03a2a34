namespace Polychron.Import.Csv;

/// <summary>A stream that is refused beyond a number of bytes: what a small file may unpack to has no bound of its own.</summary>
internal sealed class LimitedStream(Stream inner, long maxBytes) : ForwardOnlyStream
{
    private long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _read += read;
        return _read <= maxBytes ? read : throw new FileRefusedException($"The file has more than {maxBytes} bytes when it is unpacked.");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("It is read asynchronously.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
