using Microsoft.Extensions.Logging.Abstractions;
using Polychron.Storage.Log;
using Polychron.Storage.Webhooks;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Delivery;
using Polychron.Webhooks.Dispatch;
using Polychron.Webhooks.Egress;
using Polychron.Webhooks.Payloads;

namespace Polychron.Webhooks.Tests.Support;

/// <summary>One process of the product: a log and a pipeline over the installation's stores, until it dies.</summary>
internal sealed class Process
{
    private static readonly string[] Queues = [WebhookQueues.Dispatch, WebhookQueues.Deliver, WebhookQueues.Retry, WebhookQueues.Purge];
    private readonly WakeUp _wakeUp;

    public Process(Installation server, CrashPoint life, int seed, double faults)
    {
        Life = life;
        var random = new SeededBits(seed);
        ITableStore tables = faults == 0 ? server.Tables : new FaultyTableStore(server.Tables, seed) { ReadFails = faults / 4, CommitFails = faults, AnswerLost = faults };
        tables = new MortalTableStore(tables, life);
        IQueueStore queues = faults == 0 ? server.Queues : new FaultyQueueStore(server.Queues, new Random(seed), faults, faults);
        queues = new MortalQueueStore(queues, life);
        Queue = queues;
        var clock = new TimeProviderClock(server.Time);
        var options = server.Options;
        var checkpoints = new TableDispatchCheckpoints(tables);
        Deliveries = new TableDeliveryLog(tables);
        var rules = new EgressRules(options);
        _wakeUp = new WakeUp(queues, server.Time, NullLogger<WakeUp>.Instance);
        Log = new WorkspaceLog(tables, random, clock, server.Time, observers: [_wakeUp]);
        var records = new RecordCache(Log);
        var schedule = new RetrySchedule(options, random);
        var settlement = new Settlement(Log, Deliveries, queues, schedule, options, clock, new DeliveryMeter(), NullLogger<Settlement>.Instance);
        Sender = new WebhookSender(options, rules, new MortalHandler(server.Listener, life), clock, server.Time);
        Hosts = new HostGate(options, server.Time);
        Pipeline = new WebhookPipeline(
            new Dispatcher(
                Log, checkpoints, records, new DeliveryRoom(queues, options, server.Time), new Postponed(queues, server.Time), options,
                NullLogger<Dispatcher>.Instance),
            new Sweep(checkpoints, Log, queues, options),
            new Deliverer(Log, records, Deliveries, queues, new PayloadForms([new NeutralPayload()]), Sender, Hosts, schedule, settlement, clock, new DeliveryMeter()),
            new DeliveryPurge(checkpoints, Log, Deliveries, queues, clock, options));
        Create = new CreateWebhook(checkpoints, rules, random);
        Update = new UpdateWebhook(rules);
        Replay = new ReplayDeliveries(Log, queues, clock);
        Pinger = new WebhookPinger(Sender, random, clock);
    }

    public CrashPoint Life { get; }

    public IWorkspaceLog Log { get; }

    public IQueueStore Queue { get; }

    public TableDeliveryLog Deliveries { get; }

    public WebhookPipeline Pipeline { get; }

    public WebhookSender Sender { get; }

    public HostGate Hosts { get; }

    public CreateWebhook Create { get; }

    public UpdateWebhook Update { get; }

    public ReplayDeliveries Replay { get; }

    public WebhookPinger Pinger { get; }

    /// <summary>Sends the wake-ups of the commits so far.</summary>
    public Task WakeAsync() => _wakeUp.SendAsync(CancellationToken.None);

    /// <summary>Sends wake-ups and works on all visible messages until there are none.</summary>
    public async Task DrainAsync()
    {
        await WakeAsync();
        while (await WorkAsync(new Random(1), times: 1) > 0)
        {
            await WakeAsync();
        }
    }

    /// <summary>
    /// Receives from every queue, in a random order, and works on each message once or several times. One that fails stays in
    /// its queue until its visibility timeout is over. Returns how many it worked on.
    /// </summary>
    public async Task<int> WorkAsync(Random random, int times)
    {
        var worked = 0;
        foreach (var queue in Queues)
        {
            var batch = (await Queue.ReceiveAsync(queue, QueueLimits.MaxReceive, TimeSpan.FromMinutes(1))).ToArray();
            random.Shuffle(batch);
            foreach (var message in batch)
            {
                worked++;
                try
                {
                    for (var time = random.Next(times); time >= 0; time--)
                    {
                        await RunAsync(queue, message.Body);
                    }

                    await Queue.DeleteAsync(queue, message);
                }
                catch (StorageUnavailableException)
                {
                    // It comes again.
                }
            }
        }

        return worked;
    }

    private Task RunAsync(string queue, string body) => queue switch
    {
        WebhookQueues.Dispatch => Pipeline.DispatchAsync(body, CancellationToken.None),
        WebhookQueues.Purge => Pipeline.PurgeAsync(body, CancellationToken.None),
        _ => Pipeline.DeliverAsync(body, CancellationToken.None),
    };

    /// <summary>Bits of a seed, so that a run can be repeated.</summary>
    private sealed class SeededBits(int seed) : IRandomSource
    {
        private readonly Random _random = new(seed);
        private readonly Lock _gate = new();

        public void Fill(Span<byte> bytes)
        {
            lock (_gate)
            {
                _random.NextBytes(bytes);
            }
        }
    }

    /// <summary>A call of a listener is one that the process can die before, or after.</summary>
    private sealed class MortalHandler(HttpMessageHandler inner, CrashPoint life) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            life.Pass();
            var response = await base.SendAsync(request, cancellationToken);
            life.Pass();
            return response;
        }
    }
}
