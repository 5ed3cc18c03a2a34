using Polychron.Storage.Log;
using Polychron.Storage.Tests.Backends;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Logs;

/// <summary>What a workspace's log promises, on any table store. Several instances of the product share the store.</summary>
public abstract class LogSuite<TBackend> : IAsyncLifetime
    where TBackend : IStorageBackend, new()
{
    private readonly TBackend _backend = new();
    private ITableStore? _store;

    /// <summary>How much of the long runs to do: a slow store does a part, and says so by its number.</summary>
    protected virtual int Scale => 100;

    /// <summary>The store, once it is open.</summary>
    protected ITableStore Store => _store!;

    /// <summary>Nothing: a skip thrown here would count as a failure, so each test opens the store itself.</summary>
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _backend.DisposeAsync().AsTask();

    /// <summary>Opens the store, or skips the test where there is none.</summary>
    protected async Task OpenAsync()
    {
        await _backend.OpenAsync();
        _store = new PrefixedTableStore(_backend.Tables, $"{Guid.NewGuid():N}-");
    }

    /// <summary>An instance on a store with the workspace.</summary>
    protected async Task<WorkspaceLog> StartAsync()
    {
        await OpenAsync();
        var log = LogWorld.Instance(Store);
        await LogWorld.SeedAsync(log);
        return log;
    }
}
