using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Testing.Storage;

/// <summary>A table store as a process sees it that dies at a point.</summary>
public sealed class MortalTableStore(ITableStore inner, CrashPoint life) : ITableStore
{
    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        life.Pass();
        return inner.GetAsync(table, partition, row, cancellation);
    }

    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
    {
        life.Pass();
        return inner.QueryAsync(range, cancellation);
    }

    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        life.Pass();
        return inner.CommitAsync(batch, cancellation);
    }
}

/// <summary>A queue store as a process sees it that dies at a point.</summary>
public sealed class MortalQueueStore(IQueueStore inner, CrashPoint life) : IQueueStore
{
    public Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default)
    {
        life.Pass();
        return inner.EnqueueAsync(queue, body, delay, cancellation);
    }

    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(string queue, int max, TimeSpan visibility, CancellationToken cancellation = default)
    {
        life.Pass();
        return inner.ReceiveAsync(queue, max, visibility, cancellation);
    }

    public Task<bool> DeleteAsync(string queue, QueueMessage message, CancellationToken cancellation = default)
    {
        life.Pass();
        return inner.DeleteAsync(queue, message, cancellation);
    }

    public Task<QueueMessage?> ChangeVisibilityAsync(string queue, QueueMessage message, TimeSpan visibility, CancellationToken cancellation = default)
    {
        life.Pass();
        return inner.ChangeVisibilityAsync(queue, message, visibility, cancellation);
    }

    public Task<IReadOnlyList<QueueMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default)
    {
        life.Pass();
        return inner.PeekAsync(queue, max, cancellation);
    }

    public Task<long> CountAsync(string queue, CancellationToken cancellation = default)
    {
        life.Pass();
        return inner.CountAsync(queue, cancellation);
    }
}

/// <summary>A queue store on a bad line: some messages are not added, and of some that are the answer is lost.</summary>
public sealed class FaultyQueueStore(IQueueStore inner, Random random, double fails, double answerLost) : IQueueStore
{
    public async Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default)
    {
        if (random.NextDouble() < fails)
        {
            throw new StorageUnavailableException("A message was not added.");
        }

        await inner.EnqueueAsync(queue, body, delay, cancellation);
        if (random.NextDouble() < answerLost)
        {
            throw new StorageUnavailableException("A message was added, and the answer lost.");
        }
    }

    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(string queue, int max, TimeSpan visibility, CancellationToken cancellation = default) =>
        inner.ReceiveAsync(queue, max, visibility, cancellation);

    public Task<bool> DeleteAsync(string queue, QueueMessage message, CancellationToken cancellation = default) =>
        inner.DeleteAsync(queue, message, cancellation);

    public Task<QueueMessage?> ChangeVisibilityAsync(string queue, QueueMessage message, TimeSpan visibility, CancellationToken cancellation = default) =>
        inner.ChangeVisibilityAsync(queue, message, visibility, cancellation);

    public Task<IReadOnlyList<QueueMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default) =>
        inner.PeekAsync(queue, max, cancellation);

    public Task<long> CountAsync(string queue, CancellationToken cancellation = default) => inner.CountAsync(queue, cancellation);
}
