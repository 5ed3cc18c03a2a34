using Polychron.Storage.Sqlite;
using Polychron.Testing;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Sqlite;

public sealed class CommitThreadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writers_at_the_same_time_share_commits()
    {
        await using var storage = SqliteStorage.Open(_folder.Path, _time);
        var before = storage.Commits;
        var writes = Enumerable.Range(0, 400)
            .Select(i => i % 4 == 0
                ? storage.Queues.EnqueueAsync("news", "body")
                : storage.Tables.CommitAsync([new(RowAction.Insert, "rows", "p", $"r{i}", new byte[100])]))
            .ToList();
        await Task.WhenAll(writes);
        Assert.InRange(storage.Commits - before, 1, 200);
        Assert.Equal(300, (await storage.Tables.QueryAsync(new RowRange("rows", "p", "", "z"))).Rows.Count);
        Assert.Equal(100, await storage.Queues.CountAsync("news"));
    }

    [Fact]
    public async Task A_conflict_in_a_shared_commit_fails_its_own_batch_alone()
    {
        await using var storage = SqliteStorage.Open(_folder.Path, _time);
        var writes = Enumerable.Range(0, 200)
            .Select(i => storage.Tables.CommitAsync(
                [new(RowAction.Insert, "rows", "p", $"own{i}"), new(RowAction.Insert, "rows", "p", $"shared{i / 2}")]))
            .ToList();
        await Assert.ThrowsAsync<RowConflictException>(() => Task.WhenAll(writes));
        Assert.Equal(100, writes.Count(write => write.IsCompletedSuccessfully));
        Assert.All(writes.Where(write => write.IsFaulted), write =>
        {
            var conflict = Assert.IsType<RowConflictException>(write.Exception!.InnerException);
            Assert.Equal((RowConflict.AlreadyExists, 1), (conflict.Conflict, conflict.Index));
        });
        Assert.Equal(200, (await storage.Tables.QueryAsync(new RowRange("rows", "p", "", "z"))).Rows.Count);
    }

    [Fact]
    public async Task Closing_writes_and_acknowledges_what_waits()
    {
        var storage = SqliteStorage.Open(_folder.Path, _time);
        var writes = Enumerable.Range(0, 300)
            .Select(i => storage.Tables.CommitAsync([new(RowAction.Insert, "rows", "p", $"r{i:d3}")]))
            .ToList();
        storage.Dispose();
        Assert.All(writes, write => Assert.True(write.Wait(TimeSpan.FromSeconds(10)) && write.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => storage.Tables.CommitAsync([new(RowAction.Insert, "rows", "p", "late")]));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => storage.Tables.GetAsync("rows", "p", "r000"));
        storage.Dispose();

        await using var again = SqliteStorage.Open(_folder.Path, _time);
        Assert.Equal(300, (await again.Tables.QueryAsync(new RowRange("rows", "p", "", "z"))).Rows.Count);
    }

    [Fact]
    public async Task When_the_file_is_full_nothing_is_acknowledged_that_is_not_stored_and_the_rest_goes_on()
    {
        var acknowledged = new List<string>();
        var refused = new List<string>();
        await using (var storage = SqliteStorage.Open(_folder.Path, _time, maxPages: 200))
        {
            for (var round = 0; round < 10; round++)
            {
                var writes = Enumerable.Range(0, 8)
                    .Select(i => (Key: $"{round}-{i}", Task: storage.Tables.CommitAsync(
                        [new(RowAction.Insert, "rows", "p", $"{round}-{i}", new byte[20_000]), new(RowAction.Insert, "rows", "p", $"{round}-{i}+")])))
                    .ToList();
                foreach (var (key, task) in writes)
                {
                    try
                    {
                        await task;
                        acknowledged.Add(key);
                    }
                    catch (StorageUnavailableException)
                    {
                        refused.Add(key);
                    }
                }
            }

            Assert.NotEmpty(acknowledged);
            Assert.NotEmpty(refused);
            await storage.Tables.CommitAsync([new(RowAction.Delete, "rows", "p", acknowledged[0])]);
            await storage.Tables.CommitAsync([new(RowAction.Upsert, "rows", "p", acknowledged[1], new byte[20_000])]);
        }

        await using var again = SqliteStorage.Open(_folder.Path, _time);
        var stored = (await again.Tables.QueryAsync(new RowRange("rows", "p", "", "z") { KeysOnly = true })).Rows.Select(row => row.Row);
        Assert.Equal(acknowledged.SelectMany(key => new[] { key, key + "+" }).Skip(1).Order(StringComparer.Ordinal), stored);
    }
}
