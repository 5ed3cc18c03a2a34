using Microsoft.Azure.Functions.Worker;
using Polychron.UseCases.Webhooks;

namespace Polychron.Webhooks.Functions;

/// <summary>From the log to deliveries.</summary>
public sealed class DispatchFunctions(WebhookPipeline pipeline)
{
    /// <summary>Dispatches what is new in a workspace.</summary>
    [Function("WebhooksDispatch")]
    public Task Dispatch([QueueTrigger(WebhookQueues.Dispatch)] string message, CancellationToken cancellation) =>
        pipeline.DispatchAsync(message, cancellation);

    /// <summary>Every minute: wakes the dispatcher where a wake-up was lost.</summary>
    [Function("WebhooksSweep")]
    public Task Sweep([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        pipeline.SweepAsync(cancellation);
}
