using System.Runtime.CompilerServices;
using Polychron.Domain.Webhooks;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.Storage.Webhooks;

/// <summary>The dispatcher's checkpoints over the table port: one row a workspace, replaced under its ETag.</summary>
public sealed class TableDispatchCheckpoints(ITableStore store) : IDispatchCheckpoints
{
    /// <inheritdoc />
    public async Task RegisterAsync(long workspaceId, CancellationToken cancellation = default)
    {
        if (await FindAsync(workspaceId, cancellation).ConfigureAwait(false) is not null)
        {
            return;
        }

        try
        {
            await store.CommitAsync([Write(RowAction.Insert, workspaceId, DispatchState.Start)], cancellation).ConfigureAwait(false);
        }
        catch (RowConflictException)
        {
            // Somebody else registered it in the meantime.
        }
    }

    /// <inheritdoc />
    public async Task<DispatchCheckpoint?> FindAsync(long workspaceId, CancellationToken cancellation = default)
    {
        var row = await store.GetAsync(
            WebhookKeys.Table, WebhookKeys.CheckpointPartition(workspaceId), WebhookKeys.Checkpoint(workspaceId), cancellation)
            .ConfigureAwait(false);
        return row is null ? null : Read(row);
    }

    /// <inheritdoc />
    public async Task<bool> MoveAsync(DispatchCheckpoint from, DispatchState to, CancellationToken cancellation = default)
    {
        try
        {
            await store.CommitAsync([Write(RowAction.Replace, from.WorkspaceId, to, from.ETag)], cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RowConflictException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<DispatchCheckpoint> ListAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var partition in WebhookKeys.AllCheckpoints)
        {
            var (from, to) = WebhookKeys.Checkpoints;
            var range = new RowRange(WebhookKeys.Table, partition, from, to);
            do
            {
                var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
                foreach (var row in page.Rows)
                {
                    yield return Read(row);
                }

                range = range with { Continuation = page.Continuation };
            }
            while (range.Continuation is not null);
        }
    }

    private static DispatchCheckpoint Read(TableRow row) => new(
        WebhookKeys.ParseCheckpoint(row.Row), RowCodec.Read(row.Data, RowCodec.Checkpoint).ToState(), row.ETag);

    private static RowWrite Write(RowAction action, long workspaceId, DispatchState state, string? etag = null) => new(
        action,
        WebhookKeys.Table,
        WebhookKeys.CheckpointPartition(workspaceId),
        WebhookKeys.Checkpoint(workspaceId),
        RowCodec.Write(CheckpointRow.From(state), RowCodec.Checkpoint),
        etag);
}
