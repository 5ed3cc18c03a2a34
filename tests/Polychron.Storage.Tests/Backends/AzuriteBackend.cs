using Polychron.Storage.Azure;
using Polychron.Testing.Azurite;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Backends;

public sealed class AzuriteBackend : IStorageBackend
{
    // The emulator works in whole seconds and a little late.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(300);
    private AzureStorage? _storage;

    public ITableStore Tables => _storage!.Tables;

    public IQueueStore Queues => _storage!.Queues;

    public TimeSpan ShortWait => TimeSpan.FromSeconds(2);

    public async Task OpenAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        Skip.If(azurite.Absence is not null, azurite.Absence);
        _storage = AzureStorage.Use(azurite.ConnectionString, TimeProvider.System);
    }

    public Task PassAsync(TimeSpan time) => Task.Delay(time + Slack);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
