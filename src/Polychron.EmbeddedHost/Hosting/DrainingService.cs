using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>
/// Work in the background that stops in two steps: first it takes on nothing new and what runs may finish; when the host's
/// time to drain is over, what still runs is cancelled and given a short while to unwind.
/// </summary>
internal abstract partial class DrainingService(ILogger logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan TimeToUnwind = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abandoning = new();
    private Task work = Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Not awaited: the server need not wait for the first poll.
        work = Task.Run(() => Run(stopping.Token, abandoning.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAny(work, Task.Delay(Timeout.Infinite, cancellationToken))).ConfigureAwait(false);
        if (!work.IsCompleted)
        {
            await abandoning.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(work, Task.Delay(TimeToUnwind, CancellationToken.None)).ConfigureAwait(false);
        }

        if (!work.IsCompletedSuccessfully)
        {
            NotDrained(work.Exception, GetType().Name);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes what the class holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        stopping.Dispose();
        abandoning.Dispose();
    }

    /// <summary>Works until stopped, then ends when what runs has finished.</summary>
    /// <param name="stopping">Cancelled when nothing new is to be begun.</param>
    /// <param name="abandoning">Cancelled when what runs is to give up.</param>
    protected abstract Task Run(CancellationToken stopping, CancellationToken abandoning);

    [LoggerMessage(10, LogLevel.Warning, "{Service} still had work running when the time to drain was over")]
    private partial void NotDrained(Exception? error, string service);
}
