using Polychron.Testing;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Backends;

public sealed class MemoryBackend : IStorageBackend
{
    private readonly ManualTime _time = new();

    public MemoryBackend() => Queues = new InMemoryQueueStore(_time);

    public ITableStore Tables { get; } = new InMemoryTableStore();

    public IQueueStore Queues { get; }

    public TimeSpan ShortWait => TimeSpan.FromSeconds(1);

    public Task OpenAsync() => Task.CompletedTask;

    public Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
