using System.Text;
using Polychron.Storage.Sqlite.Reading;
using Polychron.Storage.Sqlite.Writing;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite.Queues;

/// <summary>The queue port on the embedded store; its messages stand in the same file and share the tables' commits.</summary>
internal sealed class SqliteQueueStore(ReaderPool readers, CommitThread writer, QueueWriter queues, TimeProvider time) : IQueueStore
{
    public Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default)
    {
        var name = Name(queue);
        QueueLimits.CheckMessage(body, delay);
        var bytes = Encoding.UTF8.GetBytes(body);
        return Write(bytes.Length, () => Add(name, bytes, delay), cancellation);
    }

    public async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(
        string queue, int max, TimeSpan visibility, CancellationToken cancellation = default)
    {
        var name = Name(queue);
        QueueLimits.CheckReceive(max, visibility);

        // Pumps poll empty queues all day: a read finds that out, and the writer is left alone.
        return await AnyVisible(name).ConfigureAwait(false)
            ? await Write(0, () => queues.Receive(name, max, visibility), cancellation).ConfigureAwait(false)
            : [];
    }

    public Task<bool> DeleteAsync(string queue, QueueMessage message, CancellationToken cancellation = default)
    {
        var name = Name(queue);
        return Write(0, () => queues.Delete(name, message), cancellation);
    }

    public Task<QueueMessage?> ChangeVisibilityAsync(
        string queue, QueueMessage message, TimeSpan visibility, CancellationToken cancellation = default)
    {
        var name = Name(queue);
        QueueLimits.CheckMessage(message.Body, visibility);
        return Write(0, () => queues.Hide(name, message, visibility), cancellation);
    }

    public Task<IReadOnlyList<QueueMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default)
    {
        var name = Name(queue);
        QueueLimits.CheckReceive(max, QueueLimits.MaxVisibility);
        return Read<IReadOnlyList<QueueMessage>>(reader => Peek(reader, name, max));
    }

    public Task<long> CountAsync(string queue, CancellationToken cancellation = default)
    {
        var name = Name(queue);
        return Read(reader =>
        {
            reader.Count.Bind(1, name).Step();
            var count = reader.Count.Int64(0);
            reader.Count.Reset();
            return count;
        });
    }

    private static byte[] Name(string queue)
    {
        QueueLimits.CheckName(queue);
        return Encoding.UTF8.GetBytes(queue);
    }

    private bool Add(byte[] queue, byte[] body, TimeSpan delay)
    {
        queues.Add(queue, body, delay);
        return true;
    }

    private Task<bool> AnyVisible(byte[] queue) => Read(reader =>
    {
        var found = reader.Visible.Bind(1, queue).Bind(2, time.GetUtcNow().UtcTicks).Step();
        reader.Visible.Reset();
        return found;
    });

    private List<QueueMessage> Peek(Reader reader, byte[] queue, int max)
    {
        var messages = new List<QueueMessage>();
        reader.Peek.Bind(1, queue).Bind(2, time.GetUtcNow().UtcTicks).Bind(3, max);
        while (reader.Peek.Step())
        {
            messages.Add(QueueRows.Read(reader.Peek));
        }

        reader.Peek.Reset();
        return messages;
    }

    private Task<T> Write<T>(int bytes, Func<T> write, CancellationToken cancellation)
        => writer.Enqueue(new QueueWork<T>(bytes, write, cancellation));

    private Task<T> Read<T>(Func<Reader, T> read)
    {
        try
        {
            using var lease = readers.Rent();
            return Task.FromResult(read(lease.Reader));
        }
        catch (StorageUnavailableException e)
        {
            return Task.FromException<T>(e);
        }
    }
}
