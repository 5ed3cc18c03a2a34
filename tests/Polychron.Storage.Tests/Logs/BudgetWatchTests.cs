using System.Globalization;
using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Budgets;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Rates;
using Polychron.Storage.Log;
using Polychron.Testing;
using Polychron.Testing.Domain;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Projects;

namespace Polychron.Storage.Tests.Logs;

public sealed class BudgetWatchTests
{
    private const int Projects = 4;

    /// <summary>A step: what is done, to which project or entry, when and how much.</summary>
    private sealed record Step(int What, int Which, int Days, int Amount)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{What}/{Which}/{Days}/{Amount}");
    }

    [Fact]
    public void Each_level_is_recorded_once_with_the_change_that_reached_it() =>
        Properties.HoldsForLists(
            from what in Gen.Choose(0, 9)
            from which in Gen.Choose(0, 20)
            from days in Gen.Choose(-45, 45)
            from amount in Gen.Choose(0, 40_000)
            select new Step(what, which, days, amount),
            steps => CheckAsync(steps).GetAwaiter().GetResult(),
            count: 200,
            maxSteps: 60);

    [Fact]
    public async Task A_window_is_read_once_and_then_kept_up()
    {
        var store = new Counted(new InMemoryTableStore());
        var time = new ManualTime();
        var log = Instance(store, time);
        var project = await StartAsync(log, new Budget(BudgetKind.Time, 1_000_000, Monthly));
        await AddAsync(log, project, Instant.FromUtc(2024, 1, 5, 0, 0), 400_000);
        Assert.Equal(1, await CostAsync(store, () => AddAsync(log, project, Instant.FromUtc(2024, 3, 5, 0, 0), 99_000)));

        // Only now all time has reached half of the budget: the window is read, and after that its sum is known.
        Assert.Equal(2, await CostAsync(store, () => AddAsync(log, project, Instant.FromUtc(2024, 3, 5, 0, 0), 1_000)));
        Assert.Equal(1, await CostAsync(store, () => AddAsync(log, project, Instant.FromUtc(2024, 3, 5, 0, 0), 399_999)));
        Assert.Empty(await CrossingsAsync(log));
        Assert.Equal(1, await CostAsync(store, () => AddAsync(log, project, Instant.FromUtc(2024, 3, 5, 0, 0), 1)));
        Assert.Equal([50], (await CrossingsAsync(log)).Select(level => level.Percent));

        // Another instance reads it once too, and hears of what this one writes from the log.
        var other = Instance(store, time);
        await other.OpenAsync(LogWorld.WorkspaceId);
        await AddAsync(other, project, Instant.FromUtc(2024, 3, 5, 0, 0), 100_000);
        await AddAsync(log, project, Instant.FromUtc(2024, 3, 5, 0, 0), 100_000);
        await AddAsync(other, project, Instant.FromUtc(2024, 3, 5, 0, 0), 100_000);
        Assert.Equal([50, 80], (await CrossingsAsync(log)).Select(level => level.Percent));
        Assert.Equal(800_000, (await other.OpenAsync(LogWorld.WorkspaceId)).Picture.BudgetWindows[project].Seconds);
    }

    [Fact]
    public async Task A_refused_change_records_nothing_and_a_deleted_project_leaves_no_level()
    {
        var log = Instance(new InMemoryTableStore(), new ManualTime());
        var project = await StartAsync(log, new Budget(BudgetKind.Money, 100));
        await Assert.ThrowsAsync<InvalidOperationException>(() => log.WriteAsync<int>(LogWorld.WorkspaceId, 1, transaction =>
        {
            transaction.Create(EntryOf(project, Instant.FromUtc(2024, 3, 1, 0, 0), 3_600));
            throw new InvalidOperationException();
        }));
        Assert.Empty(await CrossingsAsync(log));
        await AddAsync(log, project, Instant.FromUtc(2024, 3, 1, 0, 0), 3_600);
        Assert.Equal([50, 80, 100], (await CrossingsAsync(log)).Select(level => level.Percent));
        await log.WriteAsync(LogWorld.WorkspaceId, 1, transaction =>
        {
            transaction.Delete(transaction.Picture.Projects.Find(project)!);
            return ValueTask.FromResult(0);
        });
        Assert.Empty((await log.OpenAsync(LogWorld.WorkspaceId)).Picture.BudgetLevels);
    }

    [Fact]
    public async Task A_level_is_there_exactly_if_the_hours_are_that_reached_it_whatever_the_store_does()
    {
        for (var seed = 1; seed <= RunSize.Pick(20, 400); seed++)
        {
            var inner = new InMemoryTableStore();
            var time = new ManualTime();
            var project = await StartAsync(Instance(inner, time), new Budget(BudgetKind.Time, 10_000));
            var log = Instance(new FaultyTableStore(inner, seed) { CommitFails = 0.3, AnswerLost = 0.3 }, time);
            for (var i = 0; i < 12; i++)
            {
                try
                {
                    await AddAsync(log, project, Instant.FromUtc(2024, 3, 1, 0, 0), 1_000);
                }
                catch (StorageUnavailableException)
                {
                    // It may have been made all the same.
                }
            }

            var after = Instance(inner, time);
            var hours = (await LogWorld.AllAsync(await after.OpenAsync(LogWorld.WorkspaceId), new EntryScan(EntryIndex.Everyone))).Count;
            var expected = BudgetLevel.Levels.Where(percent => hours * 10 >= percent);
            Assert.True(
                expected.SequenceEqual((await CrossingsAsync(after)).Select(level => level.Percent)), $"Seed {seed}: {hours} hours of ten");
        }
    }

    private static BudgetRecurrence Monthly { get; } = new(BudgetPeriod.Month, new LocalDate(2023, 1, 31), null, Samples.Noon);

    private static BudgetRecurrence Weekly { get; } = new(BudgetPeriod.Week, new LocalDate(2024, 1, 3), new LocalDate(2024, 4, 20), Samples.Noon);

    private static async Task CheckAsync(IReadOnlyList<Step> steps)
    {
        var store = new InMemoryTableStore();
        var time = new ManualTime();
        var logs = new[] { Instance(store, time), Instance(store, time) };
        await LogWorld.SeedAsync(logs[0]);
        var ids = new long[Projects];
        var model = new Model();
        for (var i = 0; i < Projects; i++)
        {
            ids[i] = await logs[0].WriteAsync(LogWorld.WorkspaceId, 1, transaction =>
                ValueTask.FromResult(transaction.Create(Samples.Project(0) with { Budget = BudgetOf(i, 50_000) }).Id));
            model.Budgets[ids[i]] = BudgetOf(i, 50_000);
        }

        var at = 0;
        foreach (var step in steps)
        {
            var log = logs[at++ % 2];
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            var project = ids[step.Which % Projects];
            switch (step.What)
            {
                case 0:
                    time.Advance(TimeSpan.FromDays(Math.Abs(step.Days) / 4d));
                    break;
                case 1:
                    logs[step.Which % 2] = Instance(store, time);
                    break;
                case 2 when model.Entries.Count > 0:
                    var deleted = model.Entries[step.Which % model.Entries.Count];
                    await WriteAsync(log, transaction => transaction.Delete(deleted));
                    model.Entries.Remove(deleted);
                    break;
                case 3 when model.Entries.Count > 0:
                    var old = model.Entries[step.Which % model.Entries.Count];
                    var moved = old with { ProjectId = ids[step.Amount % Projects], DurationSeconds = step.Amount };
                    await WriteAsync(log, transaction => moved = transaction.Update(old, moved));
                    model.Entries.Remove(old);
                    model.Entries.Add(moved);
                    model.Check(moved.ProjectId!.Value, now, isConcerned: moved != old);
                    break;
                case 4:
                    var budget = BudgetOf(step.Which, step.Amount * 2);
                    await WriteAsync(log, transaction =>
                    {
                        var before = transaction.Picture.Projects.Find(project)!;
                        transaction.Update(before, before with { Budget = budget });
                    });
                    var isChanged = model.Budgets[project] != budget;
                    model.Budgets[project] = budget;
                    model.Check(project, now, isChanged);
                    break;
                default:
                    Entry added = null!;
                    await WriteAsync(log, transaction => added = transaction.Create(EntryOf(project, now + Duration.FromDays(step.Days), step.Amount)));
                    model.Entries.Add(added);
                    model.Check(project, now, isConcerned: true);
                    break;
            }
        }

        Assert.Equal(model.Crossings, (await CrossingsAsync(logs[0])).Select(level => (level.Id, level.Percent)));
        foreach (var log in logs)
        {
            foreach (var window in (await log.OpenAsync(LogWorld.WorkspaceId)).Picture.BudgetWindows.Values)
            {
                var expected = model.Entries.Aggregate(window with { Seconds = 0, Cost = 0 }, (sum, entry) => sum.With(entry));
                Assert.Equal(expected, window);
            }
        }
    }

    /// <summary>What ought to be recorded, by adding everything up each time.</summary>
    private sealed class Model
    {
        private readonly Dictionary<long, (Budget Budget, LocalDate? Window, int Percent)> _reached = [];

        public Dictionary<long, Budget> Budgets { get; } = [];

        public List<Entry> Entries { get; } = [];

        public List<(long Project, int Percent)> Crossings { get; } = [];

        public void Check(long project, Instant now, bool isConcerned)
        {
            var budget = Budgets[project];
            var days = budget.Recurrence?.WindowOf(now.InUtc().Date);
            if (!isConcerned || budget.Kind == BudgetKind.None || budget.Amount == 0 || (budget.Recurrence is not null && days is null))
            {
                return;
            }

            var used = Entries
                .Where(entry => entry.ProjectId == project && (days is not { } window
                    || (entry.Start.InUtc().Date >= window.First && entry.Start.InUtc().Date < window.Next)))
                .Sum(entry => budget.Kind == BudgetKind.Money ? Cost.Of(entry.DurationSeconds, entry.HourRate) : entry.DurationSeconds);
            var known = _reached.GetValueOrDefault(project);
            var reached = known.Budget is { } old && old.Kind == budget.Kind && old.Amount == budget.Amount && known.Window == days?.First
                ? known.Percent : 0;
            foreach (var percent in new[] { 50, 80, 100 })
            {
                if (percent > reached && used >= budget.Amount * percent / 100m)
                {
                    Crossings.Add((project, percent));
                    _reached[project] = (budget, days?.First, percent);
                }
            }
        }
    }

    private static Budget BudgetOf(int which, long amount) => (which % 5) switch
    {
        0 => new Budget(BudgetKind.Time, amount),
        1 => new Budget(BudgetKind.Money, amount),
        2 => new Budget(BudgetKind.Time, amount, Monthly),
        3 => new Budget(BudgetKind.Money, amount, Weekly),
        _ => Budget.None,
    };

    private static Entry EntryOf(long project, Instant start, long seconds) =>
        Samples.Entry(0, start, start + Duration.FromSeconds(seconds)) with { ProjectId = project, HourRate = 3_600, BillingStatus = BillingStatus.Billable };

    private static WorkspaceLog Instance(ITableStore store, TimeProvider time) =>
        new(store, new SystemRandomSource(), new TimeProviderClock(time), time, [new BudgetWatch()]);

    private static async Task<long> StartAsync(WorkspaceLog log, Budget budget)
    {
        await LogWorld.SeedAsync(log);
        return await log.WriteAsync(LogWorld.WorkspaceId, 1, transaction =>
            ValueTask.FromResult(transaction.Create(Samples.Project(0) with { Budget = budget }).Id));
    }

    private static Task AddAsync(WorkspaceLog log, long project, Instant start, long seconds) =>
        WriteAsync(log, transaction => transaction.Create(EntryOf(project, start, seconds)));

    private static Task WriteAsync(WorkspaceLog log, Action<IWorkspaceTransaction> work) => log.WriteAsync(LogWorld.WorkspaceId, 1, transaction =>
    {
        work(transaction);
        return ValueTask.FromResult(0);
    });

    private static async Task<List<BudgetLevel>> CrossingsAsync(WorkspaceLog log)
    {
        var records = new List<LogRecord>();
        while (await log.ReadLogAsync(LogWorld.WorkspaceId, records.Count, 1_000) is { Count: > 0 } more)
        {
            records.AddRange(more);
        }

        return [.. records.Select(record => record.After).OfType<BudgetLevel>()];
    }

    private static async Task<int> CostAsync(Counted store, Func<Task> work)
    {
        var before = store.Operations;
        await work();
        return store.Operations - before;
    }

    private sealed class Counted(ITableStore inner) : ITableStore
    {
        public int Operations { get; private set; }

        public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
        {
            Operations++;
            return inner.GetAsync(table, partition, row, cancellation);
        }

        public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
        {
            Operations++;
            return inner.QueryAsync(range, cancellation);
        }

        public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
        {
            Operations++;
            return inner.CommitAsync(batch, cancellation);
        }
    }
}
