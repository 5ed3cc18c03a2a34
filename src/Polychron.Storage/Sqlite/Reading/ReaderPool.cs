using Polychron.Storage.Sqlite.Engine;

namespace Polychron.Storage.Sqlite.Reading;

/// <summary>
/// The read connections. A read is made on the caller's thread, so there are about as many in use as threads that run;
/// in a burst a reader beyond the slots is opened, and closed when it comes back.
/// </summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    private readonly Reader?[] _slots = new Reader?[Math.Max(8, 2 * Environment.ProcessorCount)];
    private volatile bool _closed;

    public Lease Rent()
    {
        ObjectDisposedException.ThrowIf(_closed, this);

        // A thread starts at its own place, so that it tends to meet the reader whose pages are in its core's cache.
        var start = Environment.CurrentManagedThreadId;
        for (var i = 0; i < _slots.Length; i++)
        {
            ref var slot = ref _slots[(start + i) % _slots.Length];
            if (Volatile.Read(ref slot) is not null && Interlocked.Exchange(ref slot, null) is { } reader)
            {
                return new Lease(this, reader);
            }
        }

        return new Lease(this, new Reader(Connection.Open(path)));
    }

    /// <summary>Closes the idle readers; one in use is closed when it comes back.</summary>
    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }

    private void Return(Reader reader)
    {
        var start = Environment.CurrentManagedThreadId;
        for (var i = 0; i < _slots.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _slots[(start + i) % _slots.Length], reader, null) is null)
            {
                // Closed in the meantime: whoever looks at the slots last takes it out again.
                if (_closed)
                {
                    CloseIdle();
                }

                return;
            }
        }

        reader.Dispose();
    }

    private void CloseIdle()
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            Interlocked.Exchange(ref _slots[i], null)?.Dispose();
        }
    }

    /// <summary>A rented reader, given back at the end of the using block.</summary>
    internal readonly ref struct Lease(ReaderPool? pool, Reader reader)
    {
        public Reader Reader => reader;

        /// <summary>A reader that belongs to no pool, and stays with its owner.</summary>
        public static Lease Of(Reader reader) => new(null, reader);

        public void Dispose() => pool?.Return(reader);
    }
}
