using Microsoft.Azure.Functions.Worker;
using Polychron.UseCases.Webhooks;

namespace Polychron.Webhooks.Functions;

/// <summary>From deliveries to listeners, and what is kept of them.</summary>
public sealed class DeliveryFunctions(WebhookPipeline pipeline)
{
    /// <summary>Makes a first attempt.</summary>
    [Function("WebhooksDeliver")]
    public Task Deliver([QueueTrigger(WebhookQueues.Deliver)] string message, CancellationToken cancellation) =>
        pipeline.DeliverAsync(message, cancellation);

    /// <summary>Makes a later attempt, or one that had to wait.</summary>
    [Function("WebhooksRetry")]
    public Task Retry([QueueTrigger(WebhookQueues.Retry)] string message, CancellationToken cancellation) =>
        pipeline.DeliverAsync(message, cancellation);

    /// <summary>Asks for a purge of every delivery log, at 03:37 UTC.</summary>
    [Function("WebhooksPurgeAsk")]
    public Task AskPurge([TimerTrigger("0 37 3 * * *")] TimerInfo timer, CancellationToken cancellation) =>
        pipeline.AskPurgeAsync(cancellation);

    /// <summary>Purges a delivery log.</summary>
    [Function("WebhooksPurge")]
    public Task Purge([QueueTrigger(WebhookQueues.Purge)] string message, CancellationToken cancellation) =>
        pipeline.PurgeAsync(message, cancellation);
}
