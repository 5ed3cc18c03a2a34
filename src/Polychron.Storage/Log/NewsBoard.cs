using System.Collections.Concurrent;
using NodaTime;
using Polychron.Storage.Keys;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>The news board over the table port: one small row for each workspace and minute in which an instance writes.</summary>
public sealed class NewsBoard(ITableStore store, IClock clock) : IWorkspaceNews
{
    private const int MaxKnown = 10_000;

    // The last minute in which this instance marked each workspace.
    private readonly ConcurrentDictionary<long, long> _marked = new();

    private long Minute => clock.GetCurrentInstant().ToUnixTimeSeconds() / 60;

    // Instances' clocks differ a little: one may still be marking a minute that has ended here.
    private long EndedBefore => (clock.GetCurrentInstant().ToUnixTimeSeconds() - 10) / 60;

    /// <summary>
    /// Marks a workspace unless this instance has done so in this minute. A mark that cannot be stored holds up no write:
    /// records are found without it, only later.
    /// </summary>
    public async ValueTask MarkAsync(long workspaceId, CancellationToken cancellation = default)
    {
        var minute = Minute;
        if (_marked.TryGetValue(workspaceId, out var marked) && marked == minute)
        {
            return;
        }

        try
        {
            await store.CommitAsync(
                [new RowWrite(RowAction.Upsert, NewsKeys.Table, NewsKeys.Partition, NewsKeys.Mark(minute, workspaceId))],
                cancellation).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            return;
        }

        if (_marked.Count >= MaxKnown)
        {
            _marked.Clear();
        }

        _marked[workspaceId] = minute;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<NewsMark>> ReadAsync(int max, CancellationToken cancellation = default)
    {
        var (from, to) = NewsKeys.Before(EndedBefore);
        var page = await store.QueryAsync(
            new RowRange(NewsKeys.Table, NewsKeys.Partition, from, to) { MaxRows = max, KeysOnly = true }, cancellation)
            .ConfigureAwait(false);
        return [.. page.Rows.Select(row => NewsKeys.Parse(row.Row)).Select(mark => new NewsMark(mark.Minute, mark.WorkspaceId))];
    }

    /// <inheritdoc />
    public async Task ForgetAsync(IReadOnlyList<NewsMark> marks, CancellationToken cancellation = default)
    {
        foreach (var some in marks.Distinct().Chunk(TableLimits.MaxBatchRows))
        {
            try
            {
                await store.CommitAsync([.. some.Select(Delete)], cancellation).ConfigureAwait(false);
            }
            catch (RowConflictException)
            {
                // Another sweep has taken one of them down, and so none was: one by one, whatever is still there.
                foreach (var mark in some)
                {
                    await ForgetAsync(mark, cancellation).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task ForgetAsync(NewsMark mark, CancellationToken cancellation)
    {
        try
        {
            await store.CommitAsync([Delete(mark)], cancellation).ConfigureAwait(false);
        }
        catch (RowConflictException)
        {
            // It is down.
        }
    }

    private static RowWrite Delete(NewsMark mark) =>
        new(RowAction.Delete, NewsKeys.Table, NewsKeys.Partition, NewsKeys.Mark(mark.Minute, mark.WorkspaceId));
}
