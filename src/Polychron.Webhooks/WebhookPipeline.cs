using System.Globalization;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Delivery;
using Polychron.Webhooks.Dispatch;

namespace Polychron.Webhooks;

/// <summary>What the pipeline's functions run.</summary>
public sealed class WebhookPipeline
{
    private readonly Dispatcher _dispatcher;
    private readonly Sweep _sweep;
    private readonly Deliverer _deliverer;
    private readonly DeliveryPurge _purge;

    internal WebhookPipeline(Dispatcher dispatcher, Sweep sweep, Deliverer deliverer, DeliveryPurge purge)
    {
        _dispatcher = dispatcher;
        _sweep = sweep;
        _deliverer = deliverer;
        _purge = purge;
    }

    /// <summary>Dispatches what is new in the workspace of a message.</summary>
    /// <exception cref="FormatException">The message is none.</exception>
    public Task DispatchAsync(string message, CancellationToken cancellation) =>
        _dispatcher.RunAsync(long.Parse(message, NumberStyles.None, CultureInfo.InvariantCulture), cancellation);

    /// <summary>Wakes the dispatcher where a wake-up was lost.</summary>
    public Task SweepAsync(CancellationToken cancellation) => _sweep.RunAsync(cancellation);

    /// <summary>Makes the attempt of a message.</summary>
    /// <exception cref="FormatException">The message is none.</exception>
    public Task DeliverAsync(string message, CancellationToken cancellation) =>
        _deliverer.RunAsync(DeliveryMessage.Parse(message), cancellation);

    /// <summary>Asks for a purge of every delivery log.</summary>
    public Task AskPurgeAsync(CancellationToken cancellation) => _purge.AskAsync(cancellation);

    /// <summary>Purges the delivery log of a message.</summary>
    /// <exception cref="FormatException">The message is none.</exception>
    public Task PurgeAsync(string message, CancellationToken cancellation) =>
        _purge.RunAsync(PurgeMessage.Parse(message), cancellation);
}
