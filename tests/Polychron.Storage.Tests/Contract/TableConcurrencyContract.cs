using System.Buffers.Binary;
using Polychron.Storage.Tests.Backends;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Contract;

/// <summary>What the table port promises to callers at the same time.</summary>
public abstract class TableConcurrencyContract<TBackend> : StorageContract<TBackend>
    where TBackend : IStorageBackend, new()
{
    [SkippableFact]
    public async Task Parallel_writers_of_one_row_lose_no_update()
    {
        const int Writers = 32;
        await Store.CommitAsync([Insert("counter", new byte[4])]);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => IncrementAsync(writer))));
        Assert.Equal(Writers, Read((await GetAsync("counter"))!));
        Assert.Equal(Writers, (await ReadAllAsync(Range("log/", "log0"))).Count);
    }

    [SkippableFact]
    public async Task Of_parallel_inserts_of_one_row_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            try
            {
                await Store.CommitAsync([Insert("row", [(byte)writer]), Insert($"own/{writer}")]);
                return writer;
            }
            catch (RowConflictException e)
            {
                Assert.Equal((RowConflict.AlreadyExists, 0), (e.Conflict, e.Index));
                return -1;
            }
        })));
        var winner = Assert.Single(outcomes, outcome => outcome >= 0);
        Assert.Equal([(byte)winner], (await GetAsync("row"))!.Data.ToArray());
        Assert.Equal([$"own/{winner}"], (await ReadAllAsync(Range("own/", "own0"))).Select(row => row.Row));
    }

    [SkippableFact]
    public async Task A_reader_never_sees_half_a_batch()
    {
        await Store.CommitAsync([Insert("a", new byte[4]), Insert("b", new byte[4])]);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var rows = (await Store.QueryAsync(Range())).Rows;
                Assert.Equal(Read(rows[0]), Read(rows[1]));
            }
        });
        for (var i = 1; i <= 40; i++)
        {
            await Store.CommitAsync([Replace("a", Value(i)), Replace("b", Value(i))]);
        }

        await done.CancelAsync();
        await reading;
    }

    [SkippableFact]
    public async Task Parallel_batches_of_many_partitions_are_all_written_and_read_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(p => Task.Run(async () =>
        {
            for (var i = 0; i < 3; i++)
            {
                await Store.CommitAsync([.. Enumerable.Range(0, 5).Select(r => Insert($"{i}-{r}", [1]) with { Partition = $"p{p}" })]);
                var seen = await Store.QueryAsync(Range() with { Partition = $"p{p}", KeysOnly = true });
                Assert.Equal(5 * (i + 1), seen.Rows.Count);
            }
        })));
    }

    // Each increment also writes a log row, so that a lost or doubled one would be seen in either place.
    private async Task IncrementAsync(int writer)
    {
        while (true)
        {
            var row = await GetAsync("counter");
            try
            {
                await Store.CommitAsync([Replace("counter", Value(Read(row!) + 1), row!.ETag), Insert($"log/{writer:d2}")]);
                return;
            }
            catch (RowConflictException e)
            {
                Assert.Equal((RowConflict.ETagMismatch, 0), (e.Conflict, e.Index));
            }
        }
    }

    private static int Read(TableRow row) => BinaryPrimitives.ReadInt32LittleEndian(row.Data.Span);

    private static byte[] Value(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
