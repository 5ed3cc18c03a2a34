using System.Globalization;
using Polychron.Storage.Diagnostics;
using Polychron.Storage.Health;
using Polychron.Storage.Log;
using Polychron.Storage.UserDirectory;
using Polychron.Testing;
using Polychron.Testing.Domain;
using Polychron.Testing.Storage;
using Polychron.Testing.Telemetry;
using Polychron.UseCases.Operations;
using Polychron.UseCases.Operations.Health;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Health;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Users;
using Polychron.UseCases.Workspaces;

namespace Polychron.Operator.Tests.Health;

/// <summary>Workspaces and followers of their logs that do what a test says, and nothing by themselves.</summary>
internal sealed class HealthWorld : IDisposable
{
    public const string Wake = "wake-it";
    public const string Handover = "hand-over";

    private readonly TimeProviderClock _clock;
    private readonly TableDirectory _directory;
    private readonly FaultyTableStore _tables;
    private long _owner;

    public HealthWorld()
    {
        _clock = new TimeProviderClock(Time);
        _tables = new FaultyTableStore(new InMemoryTableStore(), seed: 1);
        var measured = new MeasuredTableStore(_tables, new StorageMeter(Meters, StorageMeter.Sqlite));
        Queues = new InMemoryQueueStore(Time);
        _directory = new TableDirectory(measured, new SystemRandomSource(), _clock);
        Log = new WorkspaceLog(measured, new SystemRandomSource(), _clock, Time);
        News = new NewsBoard(measured, _clock);
        Store = new TableHealthStore(measured);
        Rollups = new Follower(ConsumerNames.Rollups, Wake, null);
        Webhooks = new Follower(ConsumerNames.Webhooks, null, Handover);
    }

    public ManualTime Time { get; } = new();

    public Meters Meters { get; } = new();

    public IQueueStore Queues { get; }

    public WorkspaceLog Log { get; }

    public NewsBoard News { get; }

    public IHealthStore Store { get; }

    public Follower Rollups { get; }

    public Follower Webhooks { get; }

    /// <summary>Whether the table store fails.</summary>
    public double Fails
    {
        set => (_tables.ReadFails, _tables.CommitFails) = (value, value);
    }

    /// <summary>Creates workspaces whose followers have read all. Returns their ids.</summary>
    public async Task<IReadOnlyList<long>> CreateAsync(int count)
    {
        if (_owner == 0)
        {
            _owner = (await CreateUser.RunAsync(_directory, new SystemRandomSource(), new CreateUser.Command("ada@example.com", "Ada"))).User.Id;
        }

        var ids = new List<long>();
        for (var i = 0; i < count; i++)
        {
            ids.Add((await CreateWorkspace.RunAsync(_directory, Log, new CreateWorkspace.Command { Name = "W", OwnerUserId = _owner })).Id);
            await ReadAllAsync(ids[^1]);
        }

        Time.Advance(TimeSpan.FromMinutes(2));
        await SweepAsync();
        return ids;
    }

    /// <summary>Writes one record.</summary>
    public Task WriteAsync(long workspaceId) => Log.WriteAsync(
        workspaceId, 0, transaction => ValueTask.FromResult(transaction.Create(Samples.Team(0))));

    /// <summary>Takes all marks of news down, without waking anybody.</summary>
    public async Task SweepAsync() => await News.ForgetAsync(await News.ReadAsync(1_000));

    public Task WakeAsync(long workspaceId) => Queues.EnqueueAsync(Wake, workspaceId.ToString(CultureInfo.InvariantCulture));

    /// <summary>The followers read a workspace's log to its end.</summary>
    public async Task ReadAllAsync(long workspaceId) =>
        Rollups.Checkpoints[workspaceId] = Webhooks.Checkpoints[workspaceId] = await Log.ReadSequenceAsync(workspaceId);

    /// <summary>Measures as an instance does that has just been started.</summary>
    public Task<ServerHealth> MeasureAsync() => new MeasureHealth(
        Log,
        News,
        _directory,
        [Rollups, Webhooks],
        Queues,
        new PoisonMessages(Queues, [new WorkQueue(Wake), new WorkQueue(Handover)]),
        Store,
        _clock).RunAsync();

    public void Dispose()
    {
        _directory.Dispose();
        Meters.Dispose();
    }

    /// <summary>A follower of the logs.</summary>
    internal sealed class Follower(string name, string? wakeQueue, string? handoverQueue) : ILogConsumer
    {
        public Dictionary<long, long> Checkpoints { get; } = [];

        public string Name => name;

        public string? WakeQueue => wakeQueue;

        public string? HandoverQueue => handoverQueue;

        public Task<long> CheckpointAsync(long workspaceId, CancellationToken cancellation = default) =>
            Task.FromResult(Checkpoints.GetValueOrDefault(workspaceId, long.MaxValue));
    }
}
