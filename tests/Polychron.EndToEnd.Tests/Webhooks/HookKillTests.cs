using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Polychron.Testing;
using Polychron.Testing.Server;
using Xunit.Abstractions;

namespace Polychron.EndToEnd.Tests.Webhooks;

/// <summary>Every acknowledged change reaches every listener, whenever the server is killed; and nothing else does.</summary>
public class HookKillTests(ITestOutputHelper output)
{
    private const int Writers = 3;
    private const int Listeners = 3;

    [Fact]
    public async Task No_event_is_lost_by_a_kill_under_load()
    {
        using var receiver = new HookReceiver();
        await using var installation = await Installation.CreateAsync(
            ("Polychron__Webhooks__AllowHttp", "true"),
            ("Polychron__Webhooks__AllowLoopback", "true"),
            ("Polychron__Webhooks__Schedule", "00:00:00 00:00:00.2 00:00:00.2 00:00:00.2 00:00:00.2 00:00:01 00:00:01 00:00:01 00:00:01 00:00:01"));
        var account = await AccountAsync(installation);
        for (var listener = 0; listener < Listeners; listener++)
        {
            await SubscribeAsync(installation, account, receiver.Url($"/{listener}"));
        }

        // One of the listeners is in trouble at times.
        var calls = 0;
        receiver.Status = hook => hook.Path == "/0" && Interlocked.Increment(ref calls) % 4 == 0 ? 500 : 200;
        var acknowledged = new Dictionary<long, string>();
        var random = new Random(7);
        var kills = RunSize.Pick(ordinary: 3, nightly: 15);
        for (var kill = 1; kill <= kills; kill++)
        {
            await LoadAndKillAsync(installation, acknowledged, TimeSpan.FromMilliseconds(random.Next(100, 900)));
            await installation.StartAsync();
        }

        // What a killed process held in its hands is seen again after a minute, its visibility timeout; the sweep comes each minute.
        await EventuallyAsync(() => Missing(receiver, acknowledged) == 0);
        output.WriteLine($"note: {kills} kills, {acknowledged.Count} acknowledged changes, {receiver.Received.Count} deliveries to {Listeners} listeners, none lost");

        using var owner = installation.Owner();
        var ghosts = receiver.Received.Select(hook => (Id: (long)hook.Json["payload"]!["entity_id"]!, Note: (string?)hook.Json["payload"]!["entity"]!["note"]))
            .Where(told => !acknowledged.ContainsKey(told.Id)).Distinct().ToList();
        foreach (var (id, note) in ghosts)
        {
            // One whose answer was lost in a kill: it must be there, and be what was told.
            var shown = (await owner.GetAsync($"{Installation.Timing}/time-entries/{id}")).Expect(HttpStatusCode.OK).Json;
            Assert.Equal(note, (string?)shown["data"]!["title"]);
        }

        Assert.True(ghosts.Count <= kills * Writers, $"{ghosts.Count} events of changes that nobody asked for.");
        Assert.True(acknowledged.Count > kills, "So little was written that nothing is proved.");
    }

    private static int Missing(HookReceiver receiver, Dictionary<long, string> acknowledged)
    {
        var told = receiver.Received.Select(hook => (hook.Path, Id: (long)hook.Json["payload"]!["entity_id"]!)).ToHashSet();
        return Enumerable.Range(0, Listeners).Sum(
            listener => acknowledged.Keys.Count(id => !told.Contains(($"/{listener.ToString(CultureInfo.InvariantCulture)}", id))));
    }

    private static async Task LoadAndKillAsync(Installation installation, Dictionary<long, string> acknowledged, TimeSpan after)
    {
        var before = acknowledged.Count;
        var running = Enumerable.Range(0, Writers).Select(writer => WriteAsync(installation.Server, writer, acknowledged)).ToList();
        await Eventually.IsAsync(() =>
        {
            lock (acknowledged)
            {
                return acknowledged.Count > before;
            }
        });
        await Task.Delay(after);
        installation.Server.Kill();
        await Task.WhenAll(running);
    }

    private static async Task WriteAsync(ServerProcess server, int writer, Dictionary<long, string> acknowledged)
    {
        using var client = server.Client(Installation.OwnerToken);
        try
        {
            for (var number = 0; ; number++)
            {
                var note = $"writer {writer} change {number}";
                var body = new JsonObject { ["start_date"] = "2024-05-15T09:00:00Z", ["end_date"] = "2024-05-15T10:00:00Z", ["title"] = note };
                var made = (await client.PostAsync($"{Installation.Timing}/time-entries", body)).Expect(HttpStatusCode.Created).Json;
                lock (acknowledged)
                {
                    acknowledged[IdOf(made)] = note;
                }
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed.
        }
    }

    private static long IdOf(JsonNode made)
    {
        var self = (string)made["data"]!["self"]!;
        return long.Parse(self.AsSpan(self.LastIndexOf('/') + 1), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static async Task<long> AccountAsync(Installation installation)
    {
        using var owner = installation.Owner();
        return (long)(await owner.GetAsync("/timely/1.1/accounts")).Expect(HttpStatusCode.OK).Json[0]!["id"]!;
    }

    private static async Task SubscribeAsync(Installation installation, long account, string url)
    {
        using var owner = installation.Owner();
        var body = new JsonObject { ["webhook"] = new JsonObject { ["url"] = url, ["subscriptions"] = new JsonArray("hours:created") } };
        (await owner.PostAsync($"/timely/1.1/{account}/webhooks", body)).Expect(HttpStatusCode.Created);
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        var waiting = System.Diagnostics.Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromMinutes(4), "It did not come to pass.");
            await Task.Delay(250);
        }
    }
}
