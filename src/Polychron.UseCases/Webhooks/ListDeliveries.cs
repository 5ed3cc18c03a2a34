using Polychron.Domain.Errors;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.UseCases.Webhooks;

/// <summary>What became of a webhook's deliveries.</summary>
public static class ListDeliveries
{
    /// <summary>The most deliveries in a page.</summary>
    public const int MaxPage = 100;

    /// <summary>A page by sequence number descending, below <paramref name="before"/>: one range read.</summary>
    /// <exception cref="DomainException">There is no such webhook for the caller.</exception>
    public static Task<IReadOnlyList<DeliveryRecord>> RunAsync(
        IWorkspaceView view, IDeliveryLog deliveries, long userId, long webhookId, long? before, int max, CancellationToken cancellation = default)
    {
        var webhook = ListWebhooks.Find(view, userId, webhookId);
        return deliveries.ListAsync(view.WorkspaceId, webhook.Id, before, Math.Clamp(max, 1, MaxPage), cancellation);
    }
}
