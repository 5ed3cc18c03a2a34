using Polychron.Domain.Errors;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.Storage.Scanning;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Transfer;

/// <summary>
/// Exports one workspace: its partitions, and of the directory its listing, its people, their memberships of it and their
/// tokens that are good for it. Applications of OAuth and what was granted to them stay: they are the server's, not the workspace's.
/// </summary>
internal sealed class WorkspaceExport(ITableStore tables, IQueueStore queues, IStoreScanner store, TimeProvider time)
{
    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">There is no such workspace, the folder is not empty, or somebody wrote to the workspace.</exception>
    public async Task<TransferResult> RunAsync(string folder, long workspaceId, IProgress<long>? progress, CancellationToken cancellation)
    {
        var listing = await GetAsync(DirectoryKeys.Workspace(workspaceId), cancellation).ConfigureAwait(false)
            ?? throw DomainException.Missing($"There is no workspace {workspaceId}.");
        using var export = ExportFolder.Create(folder, progress);
        var before = await Anchors.ReadAsync(tables, [workspaceId], withDirectory: false, cancellation).ConfigureAwait(false);
        var users = new SortedSet<long> { RowCodec.ReadWorkspace(listing.Data).OwnerUserId };
        var webhooks = new SortedSet<long>();
        await CopyPartitionsAsync(export, workspaceId, users, webhooks, cancellation).ConfigureAwait(false);
        var made = await CopyDeliveriesAsync(export, workspaceId, webhooks, cancellation).ConfigureAwait(false);
        AddToDirectory(export, listing);
        await CopyPeopleAsync(export, workspaceId, users, cancellation).ConfigureAwait(false);
        var hidden = await CopyMessagesAsync(export, workspaceId, made, cancellation).ConfigureAwait(false);
        (await Anchors.ReadAsync(tables, [workspaceId], withDirectory: false, cancellation).ConfigureAwait(false)).ThrowIfMoved(before);
        export.Finish(new Manifest
        {
            RowsVersion = StoreGuard.RowsVersion,
            MadeAt = time.GetUtcNow(),
            WorkspaceId = workspaceId,
            Logs = before.Logs,
            HiddenMessages = hidden,
        });
        return new TransferResult(export.Rows, export.Messages, hidden, 1);
    }

    private async Task CopyPartitionsAsync(
        ExportFolder export, long workspaceId, SortedSet<long> users, SortedSet<long> webhooks, CancellationToken cancellation)
    {
        var partition = WorkspaceKeys.Partition(workspaceId);
        await foreach (var row in RowReader.ReadAsync(tables, RowReader.All(WorkspaceKeys.Table, partition), cancellation).ConfigureAwait(false))
        {
            export.Add(new ScannedRow(WorkspaceKeys.Table, partition, row));
            switch (WorkspaceKeys.KindOf(row.Row))
            {
                case StateRowKind.Member:
                    users.Add(WorkspaceKeys.ParseEntity(row.Row));
                    break;
                case StateRowKind.Webhook:
                    webhooks.Add(WorkspaceKeys.ParseEntity(row.Row));
                    break;
            }
        }

        await foreach (var row in RowReader.ReadAsync(
            tables, RowReader.All(RollupKeys.Table, RollupKeys.Partition(workspaceId)), cancellation).ConfigureAwait(false))
        {
            export.Add(new ScannedRow(RollupKeys.Table, RollupKeys.Partition(workspaceId), row));
        }

        var checkpoint = await tables.GetAsync(
            WebhookKeys.Table, WebhookKeys.CheckpointPartition(workspaceId), WebhookKeys.Checkpoint(workspaceId), cancellation).ConfigureAwait(false);
        if (checkpoint is not null)
        {
            export.Add(new ScannedRow(WebhookKeys.Table, WebhookKeys.CheckpointPartition(workspaceId), checkpoint));
        }
    }

    private async Task<long> CopyDeliveriesAsync(
        ExportFolder export, long workspaceId, SortedSet<long> webhooks, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        long made = 0;
        foreach (var partition in webhooks.Select(webhook => WebhookKeys.Partition(workspaceId, webhook)))
        {
            await foreach (var row in RowReader.ReadAsync(tables, RowReader.All(WebhookKeys.Table, partition), cancellation).ConfigureAwait(false))
            {
                var scanned = new ScannedRow(WebhookKeys.Table, partition, row);
                export.Add(scanned);
                if (!store.ShowsHiddenMessages && Owed.FindHidden(scanned, now) is { } message)
                {
                    export.Add(message);
                    made++;
                }
            }
        }

        return made;
    }

    private async Task CopyPeopleAsync(ExportFolder export, long workspaceId, SortedSet<long> users, CancellationToken cancellation)
    {
        foreach (var user in users)
        {
            foreach (var key in new[] { DirectoryKeys.User(user), DirectoryKeys.Membership(user, workspaceId) })
            {
                if (await GetAsync(key, cancellation).ConfigureAwait(false) is { } row)
                {
                    AddToDirectory(export, row);
                }
            }

            var (from, to) = DirectoryKeys.TokensOf(user);
            await foreach (var row in RowReader.ReadAsync(tables, new RowRange(DirectoryKeys.Table, DirectoryKeys.Partition, from, to), cancellation)
                .ConfigureAwait(false))
            {
                var token = RowCodec.ReadToken(row.Data);
                if (token is { GrantId: null, RevokedAt: null } && (token.WorkspaceId ?? workspaceId) == workspaceId)
                {
                    AddToDirectory(export, row);
                }
            }
        }
    }

    // Hidden messages of other workspaces cannot be told from this one's, so that the number is at most this.
    private async Task<long> CopyMessagesAsync(ExportFolder export, long workspaceId, long made, CancellationToken cancellation)
    {
        var counted = store.ShowsHiddenMessages ? 0 : await Owed.CountAsync(queues, cancellation).ConfigureAwait(false);
        long seen = 0;
        await foreach (var page in store.MessagesAsync(cancellation).ConfigureAwait(false))
        {
            seen += page.Count(Owed.IsCounted);
            foreach (var message in page.Where(message => Owed.IsOf(message, workspaceId)))
            {
                export.Add(message);
            }
        }

        return Math.Max(0, counted - seen - made);
    }

    private Task<TableRow?> GetAsync(string row, CancellationToken cancellation) =>
        tables.GetAsync(DirectoryKeys.Table, DirectoryKeys.Partition, row, cancellation);

    private static void AddToDirectory(ExportFolder export, TableRow row) =>
        export.Add(new ScannedRow(DirectoryKeys.Table, DirectoryKeys.Partition, row));
}
