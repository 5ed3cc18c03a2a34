using NodaTime;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Tables;
using Xunit.Abstractions;

namespace Polychron.Rollups.Tests.Support;

/// <summary>
/// Plays random changes with everything that can happen to the cells in between: compactions whole and in parts, crashes
/// between any two calls of the store, lost answers, second compactors that come first, rebuilds, verifications, trimmed logs.
/// </summary>
internal sealed class RollupPlay(ITableStore tables, int seed)
{
    private readonly RollupWorld _world = new(tables);
    private readonly Random _random = new(seed);

    /// <summary>How many reports were answered from cells.</summary>
    public int FromCells { get; private set; }

    /// <summary>How many compactions died.</summary>
    public int Deaths { get; private set; }

    public static async Task<RollupPlay> RunAsync(ITableStore tables, int seed, int steps, ITestOutputHelper output)
    {
        var play = new RollupPlay(tables, seed);
        try
        {
            await play._world.SeedAsync();
            for (var i = 0; i < steps; i++)
            {
                await play.StepAsync();
            }

            await play.EndAsync();
            return play;
        }
        catch (Exception)
        {
            output.WriteLine($"failed with seed {seed}");
            throw;
        }
    }

    private async Task StepAsync()
    {
        switch (_random.Next(24))
        {
            case < 13:
                await RandomChange.MakeAsync(_world, _random);
                break;
            case 13 or 14:
                await _world.Compactor.RunAsync(RollupWorld.Id);
                break;
            case 15:
                // A message twice, and both at once: the second instance has its own idea of the workspace.
                await Task.WhenAll(
                    _world.Compactor.RunAsync(RollupWorld.Id), _world.Other().Compactor.RunAsync(RollupWorld.Id));
                break;
            case 16 or 17:
                await DieAsync(other => other.Compactor.RunAsync(RollupWorld.Id));
                break;
            case 18:
                await LoseAnswersAsync();
                break;
            case 19:
                await InterruptAsync();
                break;
            case 20 when _random.Next(3) == 0:
                await _world.Rebuilder.BeginAsync(RollupWorld.Id);
                break;
            case 20 or 21:
                await DieAsync(other => other.Rebuilder.StepAsync(RollupWorld.Id));
                await _world.Rebuilder.StepAsync(RollupWorld.Id);
                break;
            case 22:
                Assert.Equal(0, await _world.Verifier.RunAsync(RollupWorld.Id) ?? 0);
                _world.Time.Advance(TimeSpan.FromMinutes(_random.Next(90)));
                break;
            default:
                await TrimAsync();
                break;
        }

        FromCells += await Reports.CheckAsync(_world, _random, 1);
    }

    /// <summary>After all of it is rebuilt and compacted, every report is as it was before, and every month verifies.</summary>
    private async Task EndAsync()
    {
        FromCells += await Reports.CheckAsync(_world, _random, 3);
        while (await _world.Rebuilder.StepAsync(RollupWorld.Id))
        {
            // On to the next month.
        }

        FromCells += await Reports.CheckAsync(_world.Other(), _random, 3);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(0, await _world.Verifier.RunAsync(RollupWorld.Id) ?? 0);
        }

        Assert.True((await _world.CheckpointAsync()).IsExact);
    }

    private async Task DieAsync(Func<RollupWorld, Task> work)
    {
        var crashing = new CrashingTableStore(tables, _random.Next(4));
        try
        {
            await work(_world.Other(crashing));
        }
        catch (StorageUnavailableException)
        {
            Deaths++;
        }
    }

    private async Task LoseAnswersAsync()
    {
        var faulty = new FaultyTableStore(tables, _random.Next()) { AnswerLost = 0.5, ReadFails = 0.1, CommitFails = 0.2 };
        try
        {
            await _world.Other(faulty).Compactor.RunAsync(RollupWorld.Id);
        }
        catch (StorageUnavailableException)
        {
            Deaths++;
        }
    }

    /// <summary>Between the first compactor's reading and its commit, more is written, and a second one folds all of it.</summary>
    private async Task InterruptAsync()
    {
        await RandomChange.MakeAsync(_world, _random);
        var interrupting = new InterruptingStore(tables, async () =>
        {
            await RandomChange.MakeAsync(_world, _random);
            await _world.Compactor.RunAsync(RollupWorld.Id);
        });
        await _world.Other(interrupting).Compactor.RunAsync(RollupWorld.Id);
    }

    private async Task TrimAsync()
    {
        var checkpoint = (await _world.CheckpointAsync()).Sequence;
        await _world.Other().Log.TrimAsync(RollupWorld.Id, checkpoint, _world.Now + Duration.FromDays(1));
    }
}
