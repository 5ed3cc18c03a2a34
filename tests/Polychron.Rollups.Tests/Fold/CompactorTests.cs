using NodaTime;
using Polychron.Domain.Reports;
using Polychron.Rollups.Tests.Support;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Rollups;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Rollups.Tests.Fold;

public sealed class CompactorTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 10, 9, 0);
    private static readonly CellRange January = new(1, CellGrain.Month, new LocalDate(2024, 1, 1), new LocalDate(2024, 2, 1));

    [Fact]
    public async Task Folding_again_changes_nothing()
    {
        var world = await WorldAsync();
        await world.AddAsync(Start);
        var first = await world.Compactor.RunAsync(RollupWorld.Id);
        var checkpoint = await world.CheckpointAsync();
        var again = await world.Compactor.RunAsync(RollupWorld.Id);

        Assert.True(first is { IsCaughtUp: true, Records: > 0 });
        Assert.True(again is { IsCaughtUp: true, Records: 0 });
        Assert.Equal(checkpoint, await world.CheckpointAsync());
        Assert.Equal(3_600, await SecondsAsync(world));
    }

    [Fact]
    public async Task A_crash_before_the_commit_or_after_it_counts_each_record_once()
    {
        for (var commits = 0; commits < 3; commits++)
        {
            var world = await WorldAsync();
            for (var i = 0; i < 200; i++)
            {
                // Different days: more than one commit.
                await world.AddAsync(Start + Duration.FromDays(i));
            }

            var dying = world.Other(new CrashingTableStore(world.Tables, commits));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => dying.Compactor.RunAsync(RollupWorld.Id));
            var left = await world.CheckpointAsync();
            Assert.Equal(commits > 0, left.Sequence > 0);
            await world.Compactor.RunAsync(RollupWorld.Id);

            Assert.Equal(200 * 3_600, await SecondsAsync(world));
            Assert.Equal(22 * 3_600, await SecondsAsync(world, January));
        }
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_not_made_again()
    {
        var world = await WorldAsync();
        await world.AddAsync(Start);
        var losing = world.Other(new FaultyTableStore(world.Tables, seed: 1) { AnswerLost = 1 });
        await Assert.ThrowsAsync<StorageUnavailableException>(() => losing.Compactor.RunAsync(RollupWorld.Id));

        Assert.Equal(0, (await world.Compactor.RunAsync(RollupWorld.Id)).Records);
        Assert.Equal(3_600, await SecondsAsync(world));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_compactors_one_wins(bool isFirst)
    {
        var world = await WorldAsync();
        if (!isFirst)
        {
            await world.Compactor.RunAsync(RollupWorld.Id);
        }

        // The second one is ahead by an entry of another month, whose pack the first one does not touch.
        await world.AddAsync(Start);
        var slow = world.Other(new InterruptingStore(world.Tables, async () =>
        {
            await world.AddAsync(Start + Duration.FromDays(60));
            await world.Compactor.RunAsync(RollupWorld.Id);
        }));
        var compaction = await slow.Compactor.RunAsync(RollupWorld.Id);

        Assert.Equal(0, compaction.Records);
        Assert.Equal(await world.CheckpointAsync(), compaction.Checkpoint);
        await world.Compactor.RunAsync(RollupWorld.Id);
        Assert.Equal(7_200, await SecondsAsync(world));
    }

    [Fact]
    public async Task A_turn_folds_about_as_many_records_as_it_may()
    {
        var world = await WorldAsync();
        for (var i = 0; i < 30; i++)
        {
            await world.AddAsync(Start);
        }

        Assert.False((await world.Compactor.RunAsync(RollupWorld.Id, maxRecords: 1)).IsCaughtUp);
        Assert.True((await world.Compactor.RunAsync(RollupWorld.Id, maxRecords: 1)).IsCaughtUp);
        Assert.Equal(30 * 3_600, await SecondsAsync(world));
    }

    [Fact]
    public async Task A_cell_that_is_emptied_is_gone_and_its_pack_says_when()
    {
        var world = await WorldAsync();
        var entry = await world.AddAsync(Start);
        await world.Compactor.RunAsync(RollupWorld.Id);
        await world.WriteAsync(transaction =>
        {
            transaction.Delete(entry);
            return true;
        });
        var checkpoint = (await world.Compactor.RunAsync(RollupWorld.Id)).Checkpoint;
        var left = await world.Store.ReadCellsAsync(RollupWorld.Id, January);

        Assert.Empty(left.Cells);
        Assert.Equal(checkpoint.Sequence, left.AsOf);
    }

    [Fact]
    public async Task A_day_with_more_cells_than_a_row_holds_has_more_rows()
    {
        var world = await WorldAsync();
        for (var i = 0; i < 25; i++)
        {
            await world.WriteAsync(transaction =>
            {
                for (var j = 0; j < 100; j++)
                {
                    var entry = Testing.Domain.Samples.Entry(0, Start, Start + Duration.FromHours(1));
                    transaction.Create(entry with { HourRate = 1_000_000 + (i * 100) + j });
                }

                return true;
            });
            await world.Compactor.RunAsync(RollupWorld.Id);
        }

        var counting = new CountingStore(world.Tables);
        var cells = await world.Other(counting).Store.ReadCellsAsync(RollupWorld.Id, January);
        Assert.Equal(2_500, cells.Cells.Count);
        Assert.Equal(2_500, cells.Cells.Select(cell => cell.Key).Distinct().Count());
        Assert.True(counting.Rows > 1);
        Assert.All(counting.Lengths, length => Assert.InRange(length, 1, 64 * 1024));
    }

    [Fact]
    public async Task Another_zone_begins_a_generation_that_is_filled_from_the_entries()
    {
        var world = await WorldAsync();
        await world.AddAsync(Instant.FromUtc(2024, 1, 31, 23, 30));
        await world.Compactor.RunAsync(RollupWorld.Id);
        await world.WriteAsync(transaction => transaction.Update(
            transaction.Picture.Workspace!, transaction.Picture.Workspace! with { TimeZone = "UTC" }));
        var restarted = (await world.Compactor.RunAsync(RollupWorld.Id)).Checkpoint;
        Assert.Equal((2, "UTC", RollupCheckpoint.NoMonth), (restarted.Generation, restarted.Zone, restarted.ExactFrom));

        while (await world.Rebuilder.StepAsync(RollupWorld.Id))
        {
            // Month by month.
        }

        // The last half hour of January in UTC, and of Paris's February before.
        Assert.Equal(3_600, await SecondsAsync(world, January with { Generation = 2 }));
        Assert.Equal(0, await SecondsAsync(world, January));
        Assert.True((await world.CheckpointAsync()).IsExact);
        Assert.True(await world.Store.DeleteBeforeAsync(RollupWorld.Id, 2) > 0);
        Assert.Empty(await world.Store.ListMonthsAsync(RollupWorld.Id, 1));
    }

    [Fact]
    public async Task Records_that_somebody_deleted_too_early_are_made_up_for_from_the_entries()
    {
        var world = await WorldAsync();
        await world.AddAsync(Start);
        await world.AddAsync(Start);
        await world.Log.TrimAsync(RollupWorld.Id, long.MaxValue, world.Now + Duration.FromDays(1));
        Assert.False((await world.Compactor.RunAsync(RollupWorld.Id)).Checkpoint.IsExact);
        while (await world.Rebuilder.StepAsync(RollupWorld.Id))
        {
            // Month by month.
        }

        Assert.Equal(7_200, await SecondsAsync(world, January with { Generation = 2 }));
    }

    private static async Task<RollupWorld> WorldAsync()
    {
        var world = new RollupWorld(new InMemoryTableStore());
        await world.SeedAsync();
        return world;
    }

    private static Task<long> SecondsAsync(RollupWorld world) => SecondsAsync(
        world, new CellRange(1, CellGrain.Month, new LocalDate(2020, 1, 1), new LocalDate(2030, 1, 1)));

    private static async Task<long> SecondsAsync(RollupWorld world, CellRange range) =>
        (await world.Store.ReadCellsAsync(RollupWorld.Id, range)).Cells.Total().All.Seconds;
}
