using NodaTime;
using Polychron.Domain.Time;
using Polychron.Domain.Webhooks;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.Storage.Webhooks;

/// <summary>The delivery log over the table port: a partition for each webhook, a row for each delivery.</summary>
public sealed class TableDeliveryLog(ITableStore store) : IDeliveryLog
{
    private const int MaxLooks = 3;

    /// <inheritdoc />
    public async Task<DeliveryRecord?> FindAsync(DeliveryId id, CancellationToken cancellation = default)
    {
        // Numbers that cannot be ids were never delivered.
        if (id.Sequence is < 0 or > KeyParts.MaxNumber)
        {
            return null;
        }

        var row = await store.GetAsync(WebhookKeys.Table, Partition(id), WebhookKeys.Delivery(id), cancellation).ConfigureAwait(false);
        return row is null ? null : RowCodec.Read(row.Data, RowCodec.Delivery).ToDelivery(id);
    }

    /// <inheritdoc />
    public Task SaveAsync(DeliveryRecord delivery, CancellationToken cancellation = default) =>
        store.CommitAsync([Write(delivery)], cancellation);

    /// <inheritdoc />
    public Task SaveSuccessAsync(DeliveryRecord delivery, CancellationToken cancellation = default) =>
        store.CommitAsync([Write(delivery), Write(RowAction.Upsert, Partition(delivery.Id), null)], cancellation);

    /// <inheritdoc />
    public async Task<Instant> SaveFailureAsync(DeliveryRecord delivery, Instant at, CancellationToken cancellation = default)
    {
        var partition = Partition(delivery.Id);
        for (var look = 1; look <= MaxLooks; look++)
        {
            var row = await store.GetAsync(WebhookKeys.Table, partition, WebhookKeys.Health, cancellation).ConfigureAwait(false);
            if (ListenerHealthRow.Since(Read(row)) is { } since)
            {
                await SaveAsync(delivery, cancellation).ConfigureAwait(false);
                return since;
            }

            try
            {
                // Under its ETag: a success that comes in between makes this the second look, not the first failure.
                await store.CommitAsync(
                    [Write(delivery), Write(row is null ? RowAction.Insert : RowAction.Replace, partition, at, row?.ETag)],
                    cancellation).ConfigureAwait(false);
                return at;
            }
            catch (RowConflictException)
            {
                // Another delivery came first: it may have succeeded, or been the first to fail.
            }
        }

        // A failure before this one would have been seen by a later look, so successes keep coming, and this one among them begins
        // nothing: should the listener stop answering now, the next failure is the first. To insist would lose against a busy
        // listener time and again, send it what it has answered, and in the end park the message.
        await SaveAsync(delivery, cancellation).ConfigureAwait(false);
        return at;
    }

    /// <inheritdoc />
    public async Task<Instant?> FindFailingSinceAsync(long workspaceId, long webhookId, CancellationToken cancellation = default) =>
        ListenerHealthRow.Since(Read(await store.GetAsync(
            WebhookKeys.Table, WebhookKeys.Partition(workspaceId, webhookId), WebhookKeys.Health, cancellation).ConfigureAwait(false)));

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeliveryRecord>> ListAsync(
        long workspaceId, long webhookId, long? before, int max, CancellationToken cancellation = default)
    {
        var (from, to) = before is { } sequence ? WebhookKeys.DeliveriesBelow(Math.Clamp(sequence, 1, KeyParts.MaxNumber)) : WebhookKeys.Deliveries;
        var range = new RowRange(WebhookKeys.Table, WebhookKeys.Partition(workspaceId, webhookId), from, to);
        var found = new List<DeliveryRecord>();
        do
        {
            var page = await store.QueryAsync(range with { MaxRows = max - found.Count }, cancellation).ConfigureAwait(false);
            found.AddRange(page.Rows.Select(row => RowCodec.Read(row.Data, RowCodec.Delivery).ToDelivery(
                new DeliveryId(workspaceId, WebhookKeys.ParseDelivery(row.Row), webhookId))));
            range = range with { Continuation = page.Continuation };
        }
        while (range.Continuation is not null && found.Count < max);
        return found;
    }

    /// <inheritdoc />
    public async Task<int> PurgeAsync(long workspaceId, long webhookId, long? before, CancellationToken cancellation = default)
    {
        var partition = WebhookKeys.Partition(workspaceId, webhookId);
        var (from, to) = before is { } sequence ? WebhookKeys.DeliveriesBelow(Math.Max(sequence, 1)) : ("", KeyParts.After(WebhookKeys.Health));
        var range = new RowRange(WebhookKeys.Table, partition, from, to) { MaxRows = TableLimits.MaxBatchRows, KeysOnly = true };
        var purged = 0;
        do
        {
            var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
            try
            {
                if (page.Rows.Count > 0)
                {
                    await store.CommitAsync(
                        [.. page.Rows.Select(row => new RowWrite(RowAction.Delete, WebhookKeys.Table, partition, row.Row))],
                        cancellation).ConfigureAwait(false);
                    purged += page.Rows.Count;
                }
            }
            catch (RowConflictException)
            {
                // Another purge was faster: the next one takes what is left.
            }

            range = range with { Continuation = page.Continuation };
        }
        while (range.Continuation is not null);
        return purged;
    }

    private static ListenerHealthRow? Read(TableRow? row) => row is null ? null : RowCodec.Read(row.Data, RowCodec.Health);

    private static string Partition(DeliveryId id) => WebhookKeys.Partition(id.WorkspaceId, id.WebhookId);

    private static RowWrite Write(DeliveryRecord delivery) => new(
        RowAction.Upsert,
        WebhookKeys.Table,
        Partition(delivery.Id),
        WebhookKeys.Delivery(delivery.Id),
        RowCodec.Write(DeliveryRow.From(delivery), RowCodec.Delivery));

    private static RowWrite Write(RowAction action, string partition, Instant? failingSince, string? etag = null) => new(
        action,
        WebhookKeys.Table,
        partition,
        WebhookKeys.Health,
        RowCodec.Write(
            new ListenerHealthRow { FailingSince = failingSince is { } since ? Microseconds.FromInstant(since) : null }, RowCodec.Health),
        etag);
}
