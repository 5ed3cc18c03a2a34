using Polychron.Scale.Load;
using Polychron.Scale.Service;
using Polychron.Scale.Time;
using Polychron.Scale.World;
using Polychron.UseCases.Webhooks;

namespace Polychron.Scale.Trials;

/// <summary>A load at one rate, on a copy of the seeded tables, with instances that know nothing yet.</summary>
internal sealed class Trial : IAsyncDisposable
{
    private static readonly string[] Queues =
        [WebhookQueues.Dispatch, WebhookQueues.Deliver, WebhookQueues.Retry, Rollups.Checkpoints.RollupConsumer.Queue];

    private readonly TrialSettings _settings;
    private readonly double _rate;
    private readonly VirtualTime _time = new(Seeder.Start);
    private readonly SimulatedAccount _account;
    private readonly OperationCount _front = new();
    private readonly OperationCount _back = new();
    private readonly SimulatedListener _listener;
    private readonly List<Instance> _instances = [];
    private readonly List<Instance> _workers = [];
    private readonly List<MinuteTrigger> _timers = [];
    private readonly Traffic _traffic;

    private Trial(TrialSettings settings, double rate, TableData tables, IReadOnlyList<Person> people)
    {
        (_settings, _rate) = (settings, rate);
        _account = new SimulatedAccount(_time, settings.Limits, settings.Latency, settings.Seed, tables);
        _listener = new SimulatedListener(_time, settings.Latency.Listener, settings.Seed + 1);
        for (var i = 0; i < settings.InstancesAt(rate); i++)
        {
            _instances.Add(Make(_front, settings.Seed + 1_000 + i));
        }

        for (var i = 0; i < settings.WorkersAt(rate); i++)
        {
            _workers.Add(Make(_back, settings.Seed + 2_000 + i));
        }

        _traffic = new Traffic(_time, _instances, people, settings.Mix, settings.HasAffinity, settings.Seed + 2);
    }

    /// <summary>Runs it.</summary>
    /// <param name="settings">What it depends on.</param>
    /// <param name="rate">Requests a second.</param>
    /// <param name="tables">The seeded tables; they stay as they are.</param>
    /// <param name="people">Who is in them.</param>
    public static async Task<TrialResult> RunAsync(TrialSettings settings, double rate, TableData tables, IReadOnlyList<Person> people)
    {
        await using var trial = new Trial(settings, rate, tables.Copy(), people);
        await trial.StartAsync().ConfigureAwait(false);
        return await trial.LoadAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var instance in All)
        {
            // What an instance still waits for comes only with the time.
            var stopping = instance.StopAsync();
            await SimulationLoop.RunAsync(_time, TimeSpan.FromSeconds(1)).ConfigureAwait(false);
            await stopping.ConfigureAwait(false);
            await instance.DisposeAsync().ConfigureAwait(false);
        }

        _listener.Dispose();
    }

    private IEnumerable<Instance> All => _instances.Concat(_workers);

    private Instance Make(OperationCount count, int seed) => new(
        _time, new SimulatedTableStore(_account, count), new SimulatedQueueStore(_account, count), seed, _listener);

    private async Task StartAsync()
    {
        var file = HostFile.Read();
        foreach (var instance in All)
        {
            await instance.StartAsync().ConfigureAwait(false);
        }

        foreach (var worker in _workers)
        {
            var queues = new SimulatedQueueStore(_account, _back);
            foreach (var (queue, run) in worker.QueueFunctions())
            {
                _ = new QueueTrigger(queue, run, queues, file, worker.Activity, _time).ListenAsync();
            }
        }

        foreach (var (name, second, run) in _workers[0].MinuteFunctions())
        {
            var timer = new MinuteTrigger(name, second, run, _workers[0].Activity, _time);
            _timers.Add(timer);
            _ = timer.ListenAsync();
        }
    }

    private async Task<TrialResult> LoadAsync()
    {
        _ = _traffic.ArriveAsync(_rate, _settings.WarmUp + _settings.Measured);
        await SimulationLoop.RunAsync(_time, _settings.WarmUp).ConfigureAwait(false);
        _account.Reset();
        _front.Reset();
        _back.Reset();
        _listener.Reset();
        foreach (var instance in All)
        {
            instance.Activity.Reset();
        }

        _traffic.Measure(_settings.Measured);
        await SimulationLoop.RunAsync(_time, _settings.Measured).ConfigureAwait(false);
        var result = Result();
        await SimulationLoop.RunAsync(_time, _settings.Drain).ConfigureAwait(false);
        return Times(result);
    }

    /// <summary>What is known when the load ends.</summary>
    private TrialResult Result()
    {
        var seconds = _settings.Measured.TotalSeconds;
        var backlog = Queues.Sum(_account.Queues.Count);
        return new TrialResult
        {
            Offered = _rate,
            Instances = _instances.Count,
            Workers = _workers.Count,
            Writes = _traffic.WritesAcknowledged / seconds,
            Reads = _traffic.ReadsAnswered / seconds,
            WriteP50 = default,
            WriteP99 = default,
            ReadP50 = default,
            ReadP99 = default,
            Errors = 0,
            TooMany = 0,
            Requests = _traffic.Arrived,
            Front = _front.Copy(),
            Back = _back.Copy(),
            Deliveries = _listener.Answered / seconds,
            Backlog = backlog,
            KeepsUp = backlog <= 500 + ((_front.Sent + _back.Sent) / 10),
            Executions = All.Sum(instance => instance.Activity.Executions),
            ActiveSeconds = All.Sum(instance => instance.Activity.Total.TotalSeconds),
            Strains = Strains(seconds),
            Timers = [.. _timers.Select(timer => (
                timer.Name,
                timer.RunningSince is { } since ? TimeSpan.FromTicks(_time.Now - since) : timer.Longest,
                timer.RunningSince is null))],
        };
    }

    /// <summary>And what is known when the last answers are there.</summary>
    private TrialResult Times(TrialResult result)
    {
        var unanswered = _traffic.Arrived - _traffic.Reads.Count - _traffic.Writes.Count - _traffic.Failed;
        return result with
        {
            WriteP50 = _traffic.Writes.At(0.5),
            WriteP99 = _traffic.Writes.At(0.99),
            ReadP50 = _traffic.Reads.At(0.5),
            ReadP99 = _traffic.Reads.At(0.99),
            Errors = (double)(_traffic.Failed + unanswered) / Math.Max(1, _traffic.Arrived),
            TooMany = (double)_traffic.TooMany / Math.Max(1, _traffic.Arrived),
        };
    }

    /// <summary>The limits by what they are of: of many partitions of one kind, the one that is used most stands for all.</summary>
    private IReadOnlyList<Strain> Strains(double seconds) =>
    [
        .. _account.Buckets
            .Select(bucket => new Strain(
                ResourceText.Of(bucket.Key),
                bucket.Value.Taken / seconds / (bucket.Key.Table is null ? _account.Limits.QueueMessages : _account.Limits.PartitionEntities),
                bucket.Value.Refused))
            .Append(new Strain("the account", _account.Whole.Taken / seconds / _account.Limits.AccountEntities, _account.Whole.Refused))
            .GroupBy(strain => strain.Name)
            .Select(kind => new Strain(kind.Key, kind.Max(strain => strain.Used), kind.Sum(strain => strain.Refused)))
            .OrderByDescending(strain => strain.Refused)
            .ThenByDescending(strain => strain.Used)
            .ThenBy(strain => strain.Name, StringComparer.Ordinal),
    ];
}
