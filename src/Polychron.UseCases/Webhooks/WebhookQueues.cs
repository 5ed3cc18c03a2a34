namespace Polychron.UseCases.Webhooks;

/// <summary>The queues of the webhooks' pipeline.</summary>
public static class WebhookQueues
{
    /// <summary>Workspaces with news: a message is the workspace's id.</summary>
    public const string Dispatch = "webhook-dispatch";

    /// <summary>First attempts: <see cref="DeliveryMessage"/>.</summary>
    public const string Deliver = "webhook-deliveries";

    /// <summary>
    /// Later attempts, and first ones that had to wait for their host: a queue of their own, so that listeners in trouble
    /// take no place from those that answer.
    /// </summary>
    public const string Retry = "webhook-retries";

    /// <summary>Delivery logs to clear: <see cref="PurgeMessage"/>.</summary>
    public const string Purge = "webhook-purge";
}
