using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polychron.Storage.Transfer;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Hosting;

/// <summary>
/// Says at the start which storage is in use. Asking for it opens the embedded store, so that a folder in use stops the
/// start and not the first request; so does a store that cannot be served as it is.
/// </summary>
internal sealed class StorageStart(IServiceProvider services, ILogger<StorageStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        log.LogInformation("Storage: {Place}", services.GetRequiredService<StoragePlace>().Description);
        await new StoreGuard(services.GetRequiredService<ITableStore>()).EnsureUsableAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
