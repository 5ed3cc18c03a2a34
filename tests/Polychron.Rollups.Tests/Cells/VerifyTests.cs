using Microsoft.Extensions.Logging;
using NodaTime;
using Polychron.Domain.Reports;
using Polychron.Rollups.Cells;
using Polychron.Rollups.Tests.Support;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Rollups;
using Polychron.UseCases.Reports;

namespace Polychron.Rollups.Tests.Cells;

public sealed class VerifyTests
{
    private static readonly Instant Start = Instant.FromUtc(2024, 1, 10, 9, 0);

    [Fact]
    public async Task Cells_that_agree_with_the_entries_are_counted()
    {
        var world = await WorldAsync(new Errors());

        Assert.Equal(0, await world.Verifier.RunAsync(RollupWorld.Id));
        var findings = await world.Store.ReadFindingsAsync(RollupWorld.Id);
        Assert.True(findings.CellsCompared > 0);
        Assert.Equal((0, null, world.Now), (findings.CellsDrifted, findings.LastDriftAt, findings.LastVerifiedAt));
        Assert.True((await world.CheckpointAsync()).IsExact);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_wrong_cell_is_an_error_that_the_operator_sees_and_is_rebuilt(bool isDayWrong, bool isMonthWrong)
    {
        var errors = new Errors();
        var world = await WorldAsync(errors);
        await SpoilAsync(world, isDayWrong, isMonthWrong);

        Assert.NotEqual(0, await world.Verifier.RunAsync(RollupWorld.Id));
        var findings = await world.Store.ReadFindingsAsync(RollupWorld.Id);
        Assert.Equal((isDayWrong ? 1 : 0) + (isMonthWrong ? 1 : 0), findings.CellsDrifted);
        Assert.Equal(world.Now, findings.LastDriftAt);
        Assert.Contains(errors.Lines, line => line.Contains("are wrong", StringComparison.Ordinal));

        // Until the month is rebuilt, reports do without its cells; after that, it verifies.
        Assert.Equal(3_600, await ReportAsync(world, "entries; because=rebuilding"));
        while (await world.Rebuilder.StepAsync(RollupWorld.Id))
        {
            // Month by month.
        }

        Assert.Equal(3_600, await ReportAsync(world, "cells; months=1; days=0; tail=0; edges=0"));
        Assert.Equal(0, await world.Verifier.RunAsync(RollupWorld.Id));
    }

    [Fact]
    public async Task Writes_go_on_while_cells_are_rebuilt_and_both_count()
    {
        var world = await WorldAsync(new Errors());
        await SpoilAsync(world, true, true);
        await world.Rebuilder.BeginAsync(RollupWorld.Id);
        var interrupting = new InterruptingStore(world.Tables, async () =>
        {
            // Between the comparison and its commit: a write, a compaction that folds it, and one that nobody has folded.
            await world.AddAsync(Start, 60);
            await world.Compactor.RunAsync(RollupWorld.Id);
            await world.AddAsync(Start, 7);
        });
        var rebuilding = world.Other(interrupting).Rebuilder;
        while (await rebuilding.StepAsync(RollupWorld.Id))
        {
            // Month by month.
        }

        Assert.Equal(3_667, await ReportAsync(world, null));
        Assert.Equal(0, await world.Verifier.RunAsync(RollupWorld.Id));
    }

    private static async Task<RollupWorld> WorldAsync(Errors errors)
    {
        var world = new RollupWorld(new InMemoryTableStore(), logger: errors);
        await world.SeedAsync();
        await world.AddAsync(Start);
        await world.Compactor.RunAsync(RollupWorld.Id);
        return world;
    }

    /// <summary>What no code does: a change of cells that comes from no record.</summary>
    private static async Task SpoilAsync(RollupWorld world, bool isDayWrong, bool isMonthWrong)
    {
        var checkpoint = await world.CheckpointAsync();
        var cell = new Cell(
            new CellKey { Day = new LocalDate(2024, 1, 10), UserId = 2, ProjectId = 12, BillingStatus = default },
            new CellSums { Seconds = 5, Count = 1 });
        var changes = new CellChanges(isDayWrong ? [cell] : [], isMonthWrong ? [cell with { Key = cell.Key.ToMonth() }] : []);
        var commit = await world.Store.TryCommitAsync(RollupWorld.Id, checkpoint, checkpoint, changes);
        Assert.Equal(RollupCommitOutcome.Done, commit.Outcome);
    }

    private static async Task<long> ReportAsync(RollupWorld world, string? plan)
    {
        var view = await world.Log.OpenAsync(RollupWorld.Id);
        var query = new SumEntries.Query
        {
            First = new LocalDate(2024, 1, 1),
            Last = new LocalDate(2024, 1, 31),
            Zone = DateTimeZoneProviders.Tzdb["Europe/Paris"],
            Unit = Domain.Time.CalendarUnit.Month,
        };
        var seconds = (await SumEntries.RunAsync(view, view.Picture.Members[1], query)).Total().All.Seconds;
        Assert.Equal(plan ?? view.Cells!.Plan!.ToString(), view.Cells!.Plan!.ToString());
        return seconds;
    }

    private sealed class Errors : ILogger<Verifier>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Assert.Equal(LogLevel.Error, logLevel);
            Lines.Add(formatter(state, exception));
        }
    }
}
