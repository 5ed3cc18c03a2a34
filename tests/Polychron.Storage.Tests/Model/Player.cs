using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Model;

/// <summary>Plays a run on one store and says what happened in words that are the same for every right store.</summary>
internal sealed class Player(ITableStore store, string table, string run)
{
    private static readonly string[] Names = ["a", "b/c", "b", "é", "😀", ""];
    private readonly Dictionary<(int Partition, int Row), List<string>> _history = [];

    public async Task<string> PlayAsync(Step step)
    {
        var batch = step.Writes.Select(write => Write(step, write)).ToList();
        try
        {
            var etags = await store.CommitAsync(batch);
            for (var i = 0; i < etags.Count; i++)
            {
                if (etags[i] is { } etag)
                {
                    History(step.Partition, step.Writes[i].Row).Add(etag);
                }
            }

            return "committed " + string.Concat(etags.Select(etag => etag is null ? '-' : 'e'));
        }
        catch (RowConflictException e)
        {
            return $"{e.Conflict} at {e.Index}";
        }
    }

    /// <summary>All that the store holds: rows in order with their values, and the place of their ETag in the row's history.</summary>
    public async Task<string> LookAsync()
    {
        var seen = new List<string>();
        for (var partition = 0; partition < StepGenerator.Partitions; partition++)
        {
            var page = await store.QueryAsync(new RowRange(table, Key(partition), "", "\U0010ffff"));
            foreach (var row in page.Rows)
            {
                var point = await store.GetAsync(table, Key(partition), row.Row);
                Assert.Equal((row.ETag, Convert.ToHexString(row.Data.Span)), (point!.ETag, Convert.ToHexString(point.Data.Span)));
                var version = History(partition, Array.IndexOf(Names, row.Row)).IndexOf(row.ETag);
                seen.Add($"p{partition} '{row.Row}' v{version} {Convert.ToHexString(row.Data.Span)}");
            }
        }

        return string.Join('\n', seen);
    }

    private RowWrite Write(Step step, StepWrite write)
    {
        var history = History(step.Partition, write.Row);
        var etag = write.Named switch
        {
            Named.Any => null,
            Named.Newest when history.Count > 0 => history[^1],
            Named.Older when history.Count > 1 => history[^2],
            _ => "foreign",
        };
        var data = Enumerable.Repeat((byte)write.Length, write.Length).ToArray();
        return new RowWrite(write.Action, table, Key(step.Partition), Names[write.Row], data, etag);
    }

    private string Key(int partition) => $"{run}/{partition}";

    private List<string> History(int partition, int row)
        => _history.TryGetValue((partition, row), out var history) ? history : _history[(partition, row)] = [];
}
