using Polychron.Domain.Entries;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Timers;
using Xunit.Abstractions;

namespace Polychron.Storage.Tests.Logs;

/// <summary>The workspace log when the store fails, loses answers, or the process dies, by printed seeds.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_recognised_and_made_once()
    {
        var inner = new InMemoryTableStore();
        var healthy = LogWorld.Instance(inner);
        await LogWorld.SeedAsync(healthy);
        var faulty = new FaultyTableStore(inner, seed: 1);
        var log = LogWorld.Instance(faulty);

        // The minute's mark on the news board is made: what is counted is the commits.
        await LogWorld.CreateAsync(log, 2, 0);
        faulty.AnswerLost = 1;
        for (var i = 0; i < 10; i++)
        {
            var entry = await LogWorld.CreateAsync(log, 1, i);
            Assert.NotNull(await (await healthy.OpenAsync(LogWorld.WorkspaceId)).FindEntryAsync(entry.Id));
        }

        Assert.Equal(10, faulty.AnswersLost);
        Assert.Equal(10, (await healthy.OpenAsync(LogWorld.WorkspaceId)).Picture.UserTallies[1].Count);
        await LogWorld.CheckAsync(inner);
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_recognised_when_others_have_committed_since()
    {
        var inner = new InMemoryTableStore();
        var other = LogWorld.Instance(inner);
        await LogWorld.SeedAsync(other);
        var interrupting = new InterruptingStore(inner, () => LogWorld.CreateAsync(other, 2, 0));
        var log = LogWorld.Instance(interrupting);
        await LogWorld.CreateAsync(log, 3, 0);
        interrupting.IsOn = true;
        var entry = await LogWorld.CreateAsync(log, 1, 0);
        interrupting.IsOn = false;

        Assert.Equal(1, interrupting.Interruptions);
        var view = await log.OpenAsync(LogWorld.WorkspaceId);
        Assert.Equal((1L, 1L), (view.Picture.UserTallies[1].Count, view.Picture.UserTallies[2].Count));
        Assert.Equal(entry.Id + 1, view.Picture.Sequence);
        await LogWorld.CheckAsync(inner);
    }

    [Fact]
    public async Task Random_faults_lose_nothing_acknowledged_and_keep_every_invariant()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            await RunSeedAsync(seed);
        }
    }

    [Fact]
    public async Task A_large_write_is_all_or_nothing_wherever_the_process_dies()
    {
        var finished = false;
        for (var commits = 0; !finished; commits++)
        {
            var inner = new InMemoryTableStore();
            var log = LogWorld.Instance(inner);
            await LogWorld.SeedAsync(log);
            var root = await log.WriteAsync(LogWorld.WorkspaceId, 1, transaction => BuildTree(transaction, 250));

            var crashing = new CrashingTableStore(inner, commits);
            var doomed = LogWorld.Instance(crashing);
            var acknowledged = true;
            try
            {
                await doomed.WriteAsync(LogWorld.WorkspaceId, 1, transaction =>
                {
                    DeleteProject.Run(transaction, root);
                    return ValueTask.FromResult(true);
                });
            }
            catch (StorageUnavailableException)
            {
                acknowledged = false;
            }

            // Two survivors, the old one with its picture and a new one, see all of it or nothing of it, and the same.
            var left = (await log.OpenAsync(LogWorld.WorkspaceId)).Picture.Projects.Count;
            var fresh = (await LogWorld.Instance(inner).OpenAsync(LogWorld.WorkspaceId)).Picture.Projects.Count;
            output.WriteLine($"died after {commits} commits: acknowledged {acknowledged}, {left} projects left");

            // The first commit is the mark on the news board.
            Assert.Equal(commits <= 1 ? 251 : 0, left);
            Assert.Equal(left, fresh);
            await LogWorld.CheckAsync(inner);
            finished = acknowledged;
        }
    }

    private static ValueTask<long> BuildTree(IWorkspaceTransaction transaction, int children)
    {
        var random = new SystemRandomSource();
        var root = CreateProject.Run(transaction, random, new CreateProject.Command { Title = "root" });
        for (var i = 0; i < children; i++)
        {
            CreateProject.Run(
                transaction, random, new CreateProject.Command { Title = $"{i}", Parent = ProjectReference.ById(root.Id) });
        }

        return ValueTask.FromResult(root.Id);
    }

    private async Task RunSeedAsync(int seed)
    {
        var inner = new InMemoryTableStore();
        await LogWorld.SeedAsync(LogWorld.Instance(inner));
        var acknowledged = new System.Collections.Concurrent.ConcurrentDictionary<long, bool>();
        var instances = Enumerable.Range(0, 3).Select(i => LogWorld.Instance(new FaultyTableStore(inner, seed * 10 + i)
        {
            ReadFails = 0.03,
            CommitFails = 0.05,
            AnswerLost = 0.1,
        })).ToList();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async worker =>
        {
            var random = new Random(seed * 100 + worker);
            var log = instances[worker % instances.Count];
            var user = 1 + worker % 4;
            for (var i = 0; i < 15; i++)
            {
                try
                {
                    var entry = random.Next(4) switch
                    {
                        0 => await log.WriteAsync(LogWorld.WorkspaceId, user, transaction =>
                            StartTimer.RunAsync(transaction, new StartTimer.Command { Title = "timer" })),
                        1 => await LogWorld.CreateAsync(log, user, random.Next(600), "replacing", replace: true),
                        _ => await LogWorld.CreateAsync(log, user, random.Next(600)),
                    };
                    acknowledged[entry.Id] = true;
                }
                catch (StorageUnavailableException)
                {
                    // Not acknowledged: it may be there or not.
                }
            }
        }));

        try
        {
            await LogWorld.CheckAsync(inner);
            var records = await LogWorld.Instance(inner).ReadLogAsync(LogWorld.WorkspaceId, 0, int.MaxValue);
            var created = records.Where(record => record is { Before: null, After: Entry }).Select(record => record.Subject.Id).ToHashSet();
            Assert.All(acknowledged.Keys, id => Assert.Contains(id, created));
        }
        catch (Exception)
        {
            output.WriteLine($"failed with seed {seed}");
            throw;
        }
    }

    /// <summary>Makes a commit, lets somebody else commit on top of it, and then loses the answer.</summary>
    private sealed class InterruptingStore(ITableStore inner, Func<Task> interruption) : ITableStore
    {
        public bool IsOn { get; set; }

        public int Interruptions { get; private set; }

        public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
            inner.GetAsync(table, partition, row, cancellation);

        public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default) =>
            inner.QueryAsync(range, cancellation);

        public async Task<IReadOnlyList<string?>> CommitAsync(
            IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
        {
            var etags = await inner.CommitAsync(batch, cancellation);
            if (!IsOn || Interruptions > 0)
            {
                return etags;
            }

            Interruptions++;
            await interruption();
            throw new StorageUnavailableException("the answer is lost");
        }
    }
}
