using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Tests.Support;

namespace Polychron.Webhooks.Tests.Faults;

/// <summary>
/// What must have come of a log, said without the dispatcher: the log is read from its beginning, and each record owed to
/// each webhook that was active when it was written.
/// </summary>
internal sealed class Oracle
{
    private readonly Dictionary<string, DeliveryId> _owed = [];
    private readonly Dictionary<long, LogRecord> _records = [];
    private readonly HashSet<long> _everStopped = [];

    private Oracle(IReadOnlyList<LogRecord> log)
    {
        var active = new SortedDictionary<long, Webhook>();
        foreach (var record in log)
        {
            _records[record.Sequence] = record;
            if (record.Subject is not Webhook webhook)
            {
                foreach (var id in active.Where(hook => Wants(hook.Value, record)).Select(hook => new DeliveryId(Installation.Workspace, record.Sequence, hook.Key)))
                {
                    _owed[id.ToString()] = id;
                }
            }
            else if (record.After is not null && webhook.State == WebhookState.Active)
            {
                active[webhook.Id] = webhook;
            }
            else
            {
                active.Remove(webhook.Id);
                _everStopped.Add(webhook.Id);
            }
        }
    }

    /// <summary>How many deliveries are owed.</summary>
    public int Owed => _owed.Count;

    public static async Task<Oracle> ReadAsync(Installation server) =>
        new(await server.Begin().Log.ReadLogAsync(Installation.Workspace, 0, int.MaxValue));

    /// <summary>At every moment: what the checkpoint has passed is delivered, or still in a queue, or not wanted any more.</summary>
    public async Task CheckNothingIsPassedAsync(Installation server)
    {
        var checkpoint = await new Storage.Webhooks.TableDispatchCheckpoints(server.Tables).FindAsync(Installation.Workspace);
        var queued = new[] { WebhookQueues.Deliver, WebhookQueues.Retry }
            .SelectMany(server.Queues.Bodies).Select(body => DeliveryMessage.Parse(body).Id).ToHashSet();
        foreach (var id in _owed.Values.Where(id => id.Sequence <= (checkpoint?.State.Sequence ?? 0) && !queued.Contains(id) && !_everStopped.Contains(id.WebhookId)))
        {
            Assert.True((await server.FindAsync(id.Sequence, id.WebhookId)) is { IsFinal: true }, $"{id} was passed and is lost");
        }
    }

    /// <summary>At the end: nothing lost, and nothing sent that nobody asked for.</summary>
    public async Task CheckAllIsDeliveredAsync(Installation server)
    {
        var received = server.Listener.All.ToLookup(delivery => delivery.Id);
        foreach (var (name, id) in _owed)
        {
            if (!_everStopped.Contains(id.WebhookId))
            {
                Assert.True(received.Contains(name), $"{name} was lost");
                Assert.Equal(DeliveryStatus.Succeeded, (await server.FindAsync(id.Sequence, id.WebhookId))!.Status);
            }
        }

        foreach (var delivery in server.Listener.All)
        {
            Assert.True(_owed.TryGetValue(delivery.Id, out var id), $"{delivery.Id} is a ghost");
            var record = _records[id.Sequence];
            Assert.Equal(id.Sequence, (long)delivery.Json["sequence"]!);
            Assert.Equal(record.Subject.Id, (long)delivery.Json["data"]!["id"]!);
            Assert.Equal(record.Subject.Version, (long)delivery.Json["data"]!["version"]!);
            Assert.Equal(record.After is null, ((string)delivery.Json["type"]!).EndsWith(".deleted", StringComparison.Ordinal));
        }
    }

    private static bool Wants(Webhook webhook, LogRecord record) =>
        record.Subject is not Webhook
        && (webhook.Filter.Types.IsEmpty || record.Subject is Label || record is { Subject: Entry, Before: null });
}
