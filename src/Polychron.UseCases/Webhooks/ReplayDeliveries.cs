using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.UseCases.Webhooks;

/// <summary>
/// Sends again what a webhook was or should have been told: one record, or those of a range that its filter, as it is now,
/// lets through. The ids of the deliveries are the same as before.
/// </summary>
public sealed class ReplayDeliveries(IWorkspaceLog log, IQueueStore queues, IClock clock)
{
    /// <summary>The most records that one call looks at.</summary>
    public const int MaxRecords = 10_000;

    private const int Parallel = 32;

    /// <summary>Sends one record again, whatever the filter is now. Returns its delivery.</summary>
    /// <exception cref="DomainException">There is no such webhook or no such record for the caller.</exception>
    public async Task<DeliveryId> ResendAsync(
        IWorkspaceView view, long userId, long webhookId, long sequence, CancellationToken cancellation = default)
    {
        var webhook = Find(view, userId, webhookId);
        var found = sequence < 1 || sequence > view.Picture.Sequence
            ? []
            : await log.ReadLogAsync(view.WorkspaceId, sequence - 1, 1, cancellation).ConfigureAwait(false);
        if (found.Count == 0 || found[0].Sequence != sequence || EventType.Of(found[0]) is null)
        {
            throw DomainException.NotFound("Delivery");
        }

        var id = new DeliveryId(view.WorkspaceId, sequence, webhook.Id);
        await EnqueueAsync(id, Run(), cancellation).ConfigureAwait(false);
        return id;
    }

    /// <summary>Sends a range again, both ends inclusive. Returns how many deliveries.</summary>
    /// <exception cref="DomainException">There is no such webhook for the caller, or the range is none or too long.</exception>
    public async Task<int> ReplayAsync(
        IWorkspaceView view, long userId, long webhookId, long from, long to, CancellationToken cancellation = default)
    {
        var webhook = Find(view, userId, webhookId);
        if (from < 1 || to < from || to - from >= MaxRecords)
        {
            throw DomainException.Invalid("range", $"must be from 1 on, and {MaxRecords} records at most");
        }

        var run = Run();
        var sent = 0;
        var end = Math.Min(to, view.Picture.Sequence);
        for (var after = from - 1; after < end;)
        {
            var records = await log.ReadLogAsync(view.WorkspaceId, after, Ports.Tables.TableLimits.MaxPageRows, cancellation).ConfigureAwait(false);
            if (records.Count == 0)
            {
                break;
            }

            foreach (var some in records.Where(record => record.Sequence <= end && webhook.Filter.Matches(record)).Chunk(Parallel))
            {
                await Task.WhenAll(some.Select(record => EnqueueAsync(
                    new DeliveryId(view.WorkspaceId, record.Sequence, webhook.Id), run, cancellation))).ConfigureAwait(false);
                sent += some.Length;
            }

            after = records[^1].Sequence;
        }

        return sent;
    }

    private static Webhook Find(IWorkspaceView view, long userId, long webhookId)
    {
        var webhook = ListWebhooks.Find(view, userId, webhookId);
        return webhook.State == WebhookState.Active && WebhookPermit.Owner(view.Picture, webhook) is not null
            ? webhook
            : throw DomainException.Conflict("active", "is not active: switch it on first");
    }

    private long Run() => clock.GetCurrentInstant().ToUnixTimeMilliseconds();

    private Task EnqueueAsync(DeliveryId id, long run, CancellationToken cancellation) =>
        queues.EnqueueAsync(WebhookQueues.Deliver, new DeliveryMessage(id, 1, run).ToString(), cancellation: cancellation);
}
