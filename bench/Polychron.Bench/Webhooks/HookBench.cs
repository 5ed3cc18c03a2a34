using System.Diagnostics;
using System.Globalization;
using Polychron.Bench.Output;
using Polychron.Bench.Servers;

namespace Polychron.Bench.Webhooks;

/// <summary>
/// What the webhooks' pipeline carries: a burst of 1,000 changes to 10 listeners, a steady stream to them, and a stream to 100
/// listeners, of which at last one never answers. Times are from a change's acknowledgment to the first attempt at telling.
/// </summary>
internal static class HookBench
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Command = "webhooks";

    private const int Few = 10;
    private const int Many = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("polychron-bench-").FullName;
        foreach (var name in new[] { "AllowHttp", "AllowLoopback" })
        {
            Environment.SetEnvironmentVariable($"Polychron__Webhooks__{name}", "true");
        }

        try
        {
            Console.WriteLine(Machine.Describe());
            Console.WriteLine(Machine.Busy());
            await using var listeners = await HookListeners.StartAsync();
            using var server = AppProcess.StartServed(folder, Benchmark.OwnerToken);
            server.WaitUntilHealthy();
            using var client = new HookClient(server, Benchmark.OwnerToken);
            var hooks = new List<long>();
            await SubscribeAsync(client, listeners, hooks, Few);
            await PaceAsync(listeners, client, hooks, "warm-up", changes: 100, every: 10);
            for (var round = 1; round <= 3; round++)
            {
                await BurstAsync(listeners, client, server, hooks);
            }

            await PaceAsync(listeners, client, hooks, $"a change every 20 ms, {Few} listeners", changes: 500, every: 20);
            await SubscribeAsync(client, listeners, hooks, Many - 1);
            for (var round = 0; round < 6; round++)
            {
                // In turn, so that what else the machine does falls on both.
                var isQuiet = round % 2 == 0;
                var hanging = isQuiet ? await client.SubscribeAsync($"{listeners.Quick}/last") : await client.SubscribeAsync($"{listeners.Hanging}/hanging");
                await PaceAsync(
                    listeners, client, hooks, $"a change every 200 ms, {Many} listeners{(isQuiet ? "" : ", one of which hangs")}", changes: 75, every: 200);
                await client.DeleteAsync(hanging);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SubscribeAsync(HookClient client, HookListeners listeners, List<long> hooks, int count)
    {
        while (hooks.Count < count)
        {
            hooks.Add(await client.SubscribeAsync($"{listeners.Quick}/{hooks.Count}"));
        }
    }

    private static async Task BurstAsync(HookListeners listeners, HookClient client, AppProcess server, List<long> hooks)
    {
        const int changes = 1_000;
        listeners.Clear();
        server.BeginStorageCount();
        var began = Stopwatch.GetTimestamp();
        var processor = server.ProcessorTime;
        var acknowledged = await client.BurstAsync(changes, connections: 16);
        var written = Stopwatch.GetElapsedTime(began);
        await ArrivedAsync(listeners, changes * hooks.Count);
        var seconds = Stopwatch.GetElapsedTime(began, listeners.Arrivals.Values.Max()).TotalSeconds;
        await Task.Delay(1_000);
        var operations = server.EndStorageCount();
        var deliveries = changes * hooks.Count;
        Say($"burst of {changes} changes to {hooks.Count} listeners: {deliveries / seconds:N0} deliveries/s (changes took {written.TotalSeconds:0.0} s of {seconds:0.0} s); "
            + $"server CPU {(server.ProcessorTime - processor).TotalMicroseconds / deliveries:0} µs a delivery; table operations a delivery, changes included: "
            + string.Join(" + ", operations.OrderBy(kind => kind.Key).Select(kind => Text($"{(double)kind.Value / deliveries:0.00} {kind.Key}"))));
        Report(listeners, acknowledged, hooks);
    }

    private static async Task PaceAsync(HookListeners listeners, HookClient client, List<long> hooks, string name, int changes, int every)
    {
        listeners.Clear();
        var acknowledged = await client.PaceAsync(changes, TimeSpan.FromMilliseconds(every));
        await ArrivedAsync(listeners, changes * hooks.Count, hooks);
        Say(name);
        Report(listeners, acknowledged, hooks);
    }

    private static async Task ArrivedAsync(HookListeners listeners, int count, List<long>? hooks = null)
    {
        var waiting = Stopwatch.StartNew();
        while ((hooks is null ? listeners.Count : listeners.Arrivals.Keys.Count(arrival => hooks.Contains(arrival.Webhook))) < count)
        {
            if (waiting.Elapsed > Patience)
            {
                throw new TimeoutException($"Only {listeners.Count} of {count} deliveries came.");
            }

            await Task.Delay(20);
        }
    }

    private static void Report(HookListeners listeners, IReadOnlyDictionary<long, long> acknowledged, List<long> hooks)
    {
        var told = hooks.ToHashSet();

        // An attempt may begin before the change's acknowledgment has come back to us: that counts as no time.
        var times = listeners.Arrivals.Where(arrival => told.Contains(arrival.Key.Webhook))
            .Select(arrival => Math.Max(0, Stopwatch.GetElapsedTime(acknowledged[arrival.Key.Sequence], arrival.Value).TotalMilliseconds))
            .Order().ToList();
        Say(Text($"  first attempt after: p50 {times[times.Count / 2]:0} ms, p99 {times[(int)(times.Count * 0.99)]:0} ms, most {times[^1]:0} ms ({times.Count} deliveries)"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Say(string text) => Console.WriteLine(text);
}
