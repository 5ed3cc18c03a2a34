using Polychron.Domain.Webhooks;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.Storage.Scanning;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Webhooks;

namespace Polychron.Storage.Transfer;

/// <summary>
/// What is owed to webhooks' listeners and stands in no row but in a queue, or in a queue that does not show it.
/// </summary>
/// <remarks>
/// A delivery is a message until its first attempt; from then on it has a row, which says when the next attempt is due and
/// which. A queue service hides messages whose time has not come, so they are made anew from those rows.
/// </remarks>
internal static class Owed
{
    private static readonly string[] DeliveryQueues = [WebhookQueues.Deliver, WebhookQueues.Retry];

    /// <summary>The message of a delivery's next attempt where a queue service would hide it; null for any other row.</summary>
    public static ScannedMessage? FindHidden(ScannedRow row, DateTimeOffset now)
    {
        if (row.Table != WebhookKeys.Table || !WebhookKeys.TryParse(row.Partition, row.Row.Row, out var id))
        {
            return null;
        }

        var delivery = RowCodec.Read(row.Row.Data, RowCodec.Delivery).ToDelivery(id);
        return delivery is { Status: DeliveryStatus.Pending, NextAttemptAt: { } next } && next.ToDateTimeOffset() > now
            ? new ScannedMessage(
                WebhookQueues.Retry,
                new DeliveryMessage(id, delivery.Attempts.Count + 1, delivery.Run).ToString(),
                next.ToDateTimeOffset())
            : null;
    }

    /// <summary>Whether a message is of a delivery of this workspace.</summary>
    public static bool IsOf(ScannedMessage message, long workspaceId) =>
        DeliveryQueues.Any(queue => message.Queue == queue || message.Queue == new WorkQueue(queue).PoisonName)
        && message.Body.StartsWith($"{workspaceId}/", StringComparison.Ordinal);

    /// <summary>How many messages of deliveries the queue service has, hidden ones included.</summary>
    public static async Task<long> CountAsync(IQueueStore queues, CancellationToken cancellation)
    {
        long count = 0;
        foreach (var queue in DeliveryQueues)
        {
            count += await queues.CountAsync(queue, cancellation).ConfigureAwait(false);
        }

        return count;
    }

    /// <summary>Whether a message stands in one of the queues that <see cref="CountAsync"/> counts.</summary>
    public static bool IsCounted(ScannedMessage message) => DeliveryQueues.Contains(message.Queue);
}
