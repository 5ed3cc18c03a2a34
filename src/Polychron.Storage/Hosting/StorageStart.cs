using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Polychron.Storage.Hosting;

/// <summary>
/// Says at the start which storage is in use. Asking for it opens the embedded store, so that a folder in use stops the
/// start and not the first request.
/// </summary>
internal sealed class StorageStart(IServiceProvider services, ILogger<StorageStart> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        log.LogInformation("Storage: {Place}", services.GetRequiredService<StoragePlace>().Description);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
