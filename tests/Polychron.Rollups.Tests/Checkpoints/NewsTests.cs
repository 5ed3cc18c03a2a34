using NodaTime;
using Polychron.Operator.Maintenance;
using Polychron.Rollups.Checkpoints;
using Polychron.Rollups.Tests.Support;
using Polychron.Storage.Log;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Rollups.Tests.Checkpoints;

/// <summary>How followers of the log learn which workspaces have news, without asking each.</summary>
public sealed class NewsTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 10, 9, 0);

    [Fact]
    public async Task Writes_of_a_minute_leave_one_mark_that_is_seen_when_the_minute_is_over()
    {
        var world = new RollupWorld(new InMemoryTableStore());
        await world.SeedAsync();
        await world.AddAsync(Start);
        await world.Other().AddAsync(Start);
        var news = new NewsBoard(world.Tables, world.Clock);
        Assert.Empty(await news.ReadAsync(1_000));

        world.Time.Advance(TimeSpan.FromSeconds(75));
        var mark = Assert.Single(await news.ReadAsync(1_000));
        Assert.Equal(RollupWorld.Id, mark.WorkspaceId);
        await news.ForgetAsync([mark]);
        await news.ForgetAsync([mark]);
        Assert.Empty(await news.ReadAsync(1_000));

        await world.AddAsync(Start);
        world.Time.Advance(TimeSpan.FromSeconds(75));
        Assert.Single(await news.ReadAsync(1_000));
    }

    [Fact]
    public async Task Reads_and_refused_writes_leave_no_mark()
    {
        var world = new RollupWorld(new InMemoryTableStore());
        await world.SeedAsync();
        world.Time.Advance(TimeSpan.FromMinutes(2));
        var news = new NewsBoard(world.Tables, world.Clock);
        await news.ForgetAsync(await news.ReadAsync(1_000));
        await world.Log.OpenAsync(RollupWorld.Id);
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.WriteAsync<bool>(_ => throw new InvalidOperationException()));
        world.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Empty(await news.ReadAsync(1_000));
    }

    [Fact]
    public async Task A_commit_that_ends_in_a_later_minute_has_a_mark_of_that_minute()
    {
        var world = new RollupWorld(new InMemoryTableStore());
        await world.SeedAsync();
        world.Time.Advance(TimeSpan.FromMinutes(2));
        var news = new NewsBoard(world.Tables, world.Clock);
        await news.ForgetAsync(await news.ReadAsync(1_000));

        // The sweep of the first minute comes and goes before the commit is made.
        var slow = world.Other(new SlowCommits(world.Tables, async () =>
        {
            world.Time.Advance(TimeSpan.FromSeconds(75));
            await news.ForgetAsync(await news.ReadAsync(1_000));
        }));
        await slow.AddAsync(Start);
        world.Time.Advance(TimeSpan.FromSeconds(75));

        Assert.Single(await news.ReadAsync(1_000));
    }

    [Fact]
    public async Task A_mark_that_cannot_be_stored_holds_up_no_write()
    {
        var world = new RollupWorld(new InMemoryTableStore());
        await world.SeedAsync();
        await world.Other(new WithoutNews(world.Tables)).AddAsync(Start);
        Assert.Single(await world.EntriesAsync());
    }

    [Fact]
    public async Task The_sweep_wakes_each_follower_once_for_each_workspace()
    {
        var world = new RollupWorld(new InMemoryTableStore());
        await world.SeedAsync();
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.AddAsync(Start);
        world.Time.Advance(TimeSpan.FromMinutes(2));
        var queues = new InMemoryQueueStore(world.Time);
        ILogConsumer[] consumers = [new RollupConsumer(world.Store), new Follower(0)];
        var sweep = new NewsSweep(new NewsBoard(world.Tables, world.Clock), consumers, queues);
        await sweep.Sweep(null!, default);
        await sweep.Sweep(null!, default);

        Assert.Equal("7", Assert.Single(await queues.PeekAsync(RollupConsumer.Queue, 32)).Body);
        Assert.Equal("7", Assert.Single(await queues.PeekAsync("follower", 32)).Body);
    }

    /// <summary>Another follower of the log, that is at a record.</summary>
    internal sealed class Follower(long sequence) : ILogConsumer
    {
        public string Name => "follower";

        public string? WakeQueue => "follower";

        public Task<long> CheckpointAsync(long workspaceId, CancellationToken cancellation = default) => Task.FromResult(sequence);
    }

    private abstract class Wrapped(ITableStore inner) : ITableStore
    {
        public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
            inner.GetAsync(table, partition, row, cancellation);

        public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default) => inner.QueryAsync(range, cancellation);

        public virtual Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default) =>
            inner.CommitAsync(batch, cancellation);
    }

    /// <summary>Something happens before each commit of a workspace.</summary>
    private sealed class SlowCommits(ITableStore inner, Func<Task> wait) : Wrapped(inner)
    {
        public override async Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
        {
            if (batch[0].Table != "news")
            {
                await wait();
            }

            return await base.CommitAsync(batch, cancellation);
        }
    }

    private sealed class WithoutNews(ITableStore inner) : Wrapped(inner)
    {
        public override Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default) =>
            batch[0].Table == "news" ? throw new StorageUnavailableException("no news") : base.CommitAsync(batch, cancellation);
    }
}
