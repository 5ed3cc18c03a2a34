using Polychron.Storage.Sqlite;
using Polychron.Testing;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Backends;

public sealed class SqliteBackend : IStorageBackend
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private SqliteStorage? _storage;

    public ITableStore Tables => _storage!.Tables;

    public IQueueStore Queues => _storage!.Queues;

    public TimeSpan ShortWait => TimeSpan.FromSeconds(1);

    public Task OpenAsync()
    {
        _storage = SqliteStorage.Open(_folder.Path, _time);
        return Task.CompletedTask;
    }

    public Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await (_storage?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }
}
