using System.Diagnostics;
using System.Runtime.InteropServices;
using Polychron.Bench.Imports;
using Polychron.Bench.Load;
using Polychron.Bench.Output;
using Polychron.Bench.Raw;
using Polychron.Bench.Seed;
using Polychron.Bench.Servers;

namespace Polychron.Bench;

/// <summary>One run of the bench, from an empty folder to the table.</summary>
internal sealed class Benchmark(BenchOptions options)
{
    /// <summary>The token of the owner of every store that the bench makes; they are gone when it ends.</summary>
    public const string OwnerToken = "pcn_bench_0123456789abcdef";

    /// <summary>The rows that a create writes: head, pack of the log, entry, three index copies, count.</summary>
    private const int RowsOfCreate = 7;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Runs it; the exit code.</summary>
    public async Task<int> RunAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"polychron-bench-{Environment.ProcessId}")).FullName;
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Discard(folder));
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Discard(folder));
        try
        {
            WarnOfMemory(folder);
            var machine = Machine.Describe() + (Machine.Busy() is { } busy ? $"{Environment.NewLine}{Environment.NewLine}{busy}" : "");
            var results = ResultText.Of(await MeasureAsync(folder));
            var text = $"{Environment.NewLine}{machine}{Environment.NewLine}{Environment.NewLine}{results}{Environment.NewLine}";
            Console.Write(text);
            if (options.UpdateReadme)
            {
                Readme.Update(text);
            }

            Say("done");
            return 0;
        }
#pragma warning disable CA1031 // The end of the program: whatever it is, it is said, and the folder goes.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync(failure.ToString());
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Measured> MeasureAsync(string folder)
    {
        StartUp? startUp = null;
        if (options.Only.Count == 0)
        {
            Say("starting the app on empty stores");
            startUp = StartUp.Measure(folder);
        }

        Say("seeding");
        var data = Directory.CreateDirectory(Path.Combine(folder, "seeded")).FullName;
        var store = await Seeder.FillAsync(data, OwnerToken, TimingScenarios.Many);
        var scenarios = new TimingScenarios(store);
        using var commits = new RawCommits(folder);
        var rows = new List<BenchRow>(
            new[] { 1, RowsOfCreate }.Select(count => new RawRow(commits, count)).Where(row => options.Wants(row.Title)));
        rows.AddRange(new[] { new ImportRow(folder) }.Where(row => options.Wants(row.Title)));
        using (var server = AppProcess.StartServed(data, OwnerToken))
        {
            try
            {
                server.WaitUntilHealthy();
                Checks.Answers(server, store);
                rows.AddRange(scenarios.All
                    .Concat(new TimelyScenarios(store).All)
                    .Concat(new TimetherScenarios(store).All)
                    .Concat(new TimedashScenarios(store).All)
                    .Where(scenario => options.Wants(scenario.Title))
                    .Select(scenario => new ScenarioRow(scenario, server)));
                Load(rows);
            }
            catch
            {
                await Console.Error.WriteLineAsync(server.LastLines());
                throw;
            }
        }

        var loaded = rows.OfType<ScenarioRow>().ToList();
        loaded.ForEach(row => row.Dispose());
        await Checks.EntriesAsync(data, store, loaded.Sum(row => row.EntriesMade));
        return new Measured(rows, Ratios.Of(rows, scenarios), startUp);
    }

    private void Load(List<BenchRow> rows)
    {
        var loaded = rows.OfType<ScenarioRow>().ToList();
        Say("warming up");
        loaded.ForEach(row => row.WarmUp(WarmUpTime));
        for (var round = 1; round <= options.Rounds; round++)
        {
            Say($"round {round} of {options.Rounds}");
            rows.ForEach(row => row.Measure(TimeSpan.FromSeconds(options.Seconds)));
        }

        loaded.ForEach(row => row.CountOperations());
    }

    private static void WarnOfMemory(string folder)
    {
        if (OperatingSystem.IsLinux() && new DriveInfo(folder).DriveFormat is "tmpfs" or "ramfs")
        {
            Console.WriteLine($"'{folder}' is in memory, where a durable commit costs nothing: give another folder with --folder.");
        }
    }

    private static void Discard(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // The server was still writing there; the system's cleaning of temporary folders gets the rest.
        }
    }

    private void Say(string what) => Console.WriteLine($"[{_clock.Elapsed.TotalSeconds,5:0.0} s] {what}");
}
