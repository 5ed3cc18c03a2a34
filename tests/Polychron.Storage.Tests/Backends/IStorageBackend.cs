using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Backends;

/// <summary>An implementation of the storage ports that the contract is held against.</summary>
public interface IStorageBackend : IAsyncDisposable
{
    ITableStore Tables { get; }

    IQueueStore Queues { get; }

    /// <summary>A span in whole seconds in which a few calls are surely done, also on a busy machine, and that a test can wait for.</summary>
    TimeSpan ShortWait { get; }

    /// <summary>Starts it; skips the test, with the reason, where it cannot run.</summary>
    Task OpenAsync();

    /// <summary>Lets time pass for message visibility: on a manual clock at once, on a service by waiting.</summary>
    Task PassAsync(TimeSpan time);
}
