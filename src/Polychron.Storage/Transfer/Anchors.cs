using System.Collections.Concurrent;
using Polychron.Domain.Errors;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Transfer;

/// <summary>
/// The rows without which nothing changes: heads of logs and checkpoints of their followers. Read before and after an
/// export, they tell whether somebody wrote in between, for reading a store takes many reads.
/// </summary>
internal sealed class Anchors
{
    private const int AtOnce = 16;
    private readonly ConcurrentDictionary<(string Table, string Partition, string Row), string?> _etags = new();
    private readonly ConcurrentBag<ManifestLog> _logs = [];

    private Anchors()
    {
    }

    /// <summary>The last number of each log, by workspace.</summary>
    public IReadOnlyList<ManifestLog> Logs => [.. _logs.OrderBy(log => log.WorkspaceId)];

    /// <summary>Reads those of some workspaces, and the directory's where it is exported too.</summary>
    public static async Task<Anchors> ReadAsync(
        ITableStore store, IReadOnlyList<long> workspaces, bool withDirectory, CancellationToken cancellation)
    {
        var anchors = new Anchors();
        if (withDirectory)
        {
            await anchors.AddAsync(store, (DirectoryKeys.Table, DirectoryKeys.Partition, LogKeys.Head), 0, cancellation).ConfigureAwait(false);
        }

        await Parallel.ForEachAsync(
            workspaces,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (id, token) =>
            {
                await anchors.AddAsync(store, (WorkspaceKeys.Table, WorkspaceKeys.Partition(id), LogKeys.Head), id, token).ConfigureAwait(false);
                await anchors.AddAsync(store, (RollupKeys.Table, RollupKeys.Partition(id), RollupKeys.Checkpoint), null, token).ConfigureAwait(false);
                await anchors.AddAsync(
                    store, (WebhookKeys.Table, WebhookKeys.CheckpointPartition(id), WebhookKeys.Checkpoint(id)), null, token).ConfigureAwait(false);
            }).ConfigureAwait(false);
        return anchors;
    }

    /// <summary>Throws if one of them is another than it was.</summary>
    /// <exception cref="DomainException">Somebody wrote to the store.</exception>
    public void ThrowIfMoved(Anchors before)
    {
        var moved = _etags.Where(anchor => !before._etags.TryGetValue(anchor.Key, out var etag) || etag != anchor.Value)
            .Select(anchor => anchor.Key.Partition)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        if (moved.Count > 0)
        {
            throw DomainException.Conflict(
                "export",
                $"The store was written to while it was read, so that this is no export: {string.Join(", ", moved.Take(5))}"
                + $"{(moved.Count > 5 ? $" and {moved.Count - 5} more" : "")}. Stop the app, or set the workspace to read_only and wait until its followers are through.");
        }
    }

    private async Task AddAsync(
        ITableStore store, (string Table, string Partition, string Row) address, long? logOf, CancellationToken cancellation)
    {
        var row = await store.GetAsync(address.Table, address.Partition, address.Row, cancellation).ConfigureAwait(false);
        _etags[address] = row?.ETag;
        if (logOf is { } workspaceId && row is not null)
        {
            _logs.Add(new ManifestLog(workspaceId, RowCodec.Read(row.Data, RowCodec.Head).Sequence));
        }
    }
}
