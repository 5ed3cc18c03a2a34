using System.Net;
using Polychron.Testing;
using Polychron.Testing.Server;
using Xunit.Abstractions;

namespace Polychron.EndToEnd.Tests.Durability;

/// <summary>What was acknowledged survives kill -9, and nothing is there that nobody asked for.</summary>
public class KillTests(ITestOutputHelper output)
{
    private const int Writers = 4;

    [Fact]
    public async Task Every_acknowledged_write_is_there_after_a_kill_under_load()
    {
        await using var installation = await Installation.CreateAsync();
        var writers = Enumerable.Range(1, Writers).Select(number => new Writer($"w{number}")).ToList();
        var timers = new TimerStarter();
        var kills = RunSize.Pick(ordinary: 3, nightly: 20);
        var random = new Random(5);
        for (var kill = 1; kill <= kills; kill++)
        {
            var before = writers.Sum(writer => writer.Writes) + timers.Starts;
            await LoadAndKillAsync(installation.Server, writers, timers, TimeSpan.FromMilliseconds(random.Next(50, 800)));
            var acknowledged = writers.Sum(writer => writer.Writes) + timers.Starts - before;
            var inDoubt = writers.Count(writer => writer.Doubtful is not null);
            await installation.StartAsync();
            await CheckAsync(installation, writers, timers);
            output.WriteLine($"note: kill {kill}: {acknowledged} writes acknowledged and found, {inDoubt} requests had no answer");
        }
    }

    private static async Task LoadAndKillAsync(
        ServerProcess server, List<Writer> writers, TimerStarter timers, TimeSpan after)
    {
        var clients = writers.Select(_ => server.Client(Installation.OwnerToken)).ToList();
        using var timerClient = server.Client(Installation.OwnerToken);
        var running = writers.Zip(clients, (writer, client) => writer.RunAsync(client)).Append(timers.RunAsync(timerClient)).ToList();

        // However slow the machine, each has written something before the end comes at some moment.
        var before = writers.ConvertAll(writer => writer.Writes);
        await Eventually.IsAsync(() => !writers.Where((writer, i) => writer.Writes == before[i]).Any());
        await Task.Delay(after);
        server.Kill();
        await Task.WhenAll(running);
        clients.ForEach(client => client.Dispose());
    }

    private static async Task CheckAsync(Installation installation, List<Writer> writers, TimerStarter timers)
    {
        using var owner = installation.Owner();
        var (found, running) = await ReadAllAsync(owner);
        writers.ForEach(writer => writer.Settle(found));
        timers.Settle(found);

        // Exactly what the writers know: nothing lost, nothing changed, nothing made up.
        var expected = writers.SelectMany(writer => writer.Acknowledged).Concat(timers.Acknowledged)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);
        Assert.Equal(expected, found.OrderBy(entry => entry.Key, StringComparer.Ordinal));
        Assert.Equal(timers.Running is { } entry ? [entry] : [], running);

        // By id too, which is another row than the list's.
        foreach (var (self, title) in writers.SelectMany(writer => writer.Acknowledged.TakeLast(3)))
        {
            var shown = (await owner.GetAsync(Installation.Timing + self)).Expect(HttpStatusCode.OK).Json["data"]!;
            Assert.Equal(title, (string)shown["title"]!);
        }
    }

    /// <summary>All entries, title by reference, and those that run. The total that the pages state must be their number.</summary>
    private static async Task<(Dictionary<string, string> Titles, List<string> Running)> ReadAllAsync(ApiClient client)
    {
        var titles = new Dictionary<string, string>();
        var running = new List<string>();
        for (var page = 1; ; page++)
        {
            var answer = (await client.GetAsync($"{Installation.Timing}/time-entries?per_page=1000&page={page}")).Expect(HttpStatusCode.OK).Json;
            foreach (var entry in answer["data"]!.AsArray().Select(entry => entry!))
            {
                titles.Add((string)entry["self"]!, (string)entry["title"]!);
                if ((bool)entry["is_running"]!)
                {
                    running.Add((string)entry["self"]!);
                }
            }

            if (page >= (int)answer["meta"]!["last_page"]!)
            {
                Assert.Equal(titles.Count, (int)answer["meta"]!["total"]!);
                return (titles, running);
            }
        }
    }
}
