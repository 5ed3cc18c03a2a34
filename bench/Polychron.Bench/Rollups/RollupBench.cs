using System.Diagnostics;
using System.Globalization;
using Polychron.Bench.Client;
using Polychron.Bench.Output;
using Polychron.Bench.Servers;

namespace Polychron.Bench.Rollups;

/// <summary>Reports over stores of several sizes: the app over HTTP, the best live aggregate, and timewarrior where it is installed.</summary>
internal sealed class RollupBench(RollupOptions options)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Runs it; the exit code.</summary>
    public async Task<int> RunAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"polychron-rollups-{Environment.ProcessId}")).FullName;
        try
        {
            var machine = Machine.Describe() + (Machine.Busy() is { } busy ? $"{Environment.NewLine}{Environment.NewLine}{busy}" : "");
            var results = new List<SizeResult>();
            foreach (var size in options.Sizes)
            {
                results.Add(await MeasureAsync(Directory.CreateDirectory(Path.Combine(folder, $"{size}")).FullName, size));
            }

            var text = $"{Environment.NewLine}{machine}{Environment.NewLine}{Environment.NewLine}{RollupText.Of(results)}{Environment.NewLine}";
            Console.Write(text);
            if (options.UpdateReadme)
            {
                Readme.Update(text, "rollups");
            }

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

    private async Task<SizeResult> MeasureAsync(string folder, int size)
    {
        Say(string.Create(CultureInfo.InvariantCulture, $"writing {size:N0} entries"));
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var seeded = await RollupSeed.FillAsync(data, Benchmark.OwnerToken, size, Say);
        Say("measuring reports");
        var (reports, memory) = Ask(data, seeded);
        Directory.Delete(data, recursive: true);
        Say("measuring the live aggregate");
        using (var live = new SqlBaseline(folder, size))
        {
            foreach (var report in reports.Where(report => report.Scenario.Sql is not null))
            {
                report.Live = live.Run(report.Scenario, TimeSpan.FromSeconds(options.Seconds));
            }
        }

        Say("measuring timewarrior, where it is installed");
        var timewarrior = Timewarrior.Run(folder, size, "2025-01-01", "2026-01-01");
        return new SizeResult(seeded, reports, memory, timewarrior);
    }

    private (List<ReportResult> Reports, long Memory) Ask(string data, Seeded seeded)
    {
        using var server = AppProcess.StartServed(data, Benchmark.OwnerToken);
        server.WaitUntilHealthy();
        long memory = 0;
        var results = new List<ReportResult>();
        foreach (var scenario in ReportScenarios.All(seeded.WorkspaceId, Benchmark.OwnerToken))
        {
            using var connection = new LeanConnection(server.Endpoint, [scenario.Request]);
            LoadRun.Run([connection], new LoadBounds(WarmUp));
            var result = LoadRun.Run([connection], new LoadBounds(TimeSpan.FromSeconds(options.Seconds), Least: 5));
            server.BeginStorageCount();
            LoadRun.Run([connection], new LoadBounds(TimeSpan.Zero, 1, 1));
            results.Add(new ReportResult(scenario, result, server.EndStorageCount()));
            memory = Math.Max(memory, server.ResidentBytes);
        }

        return (results, memory);
    }

    private void Say(string what) => Console.WriteLine($"[{_clock.Elapsed.TotalSeconds,5:0.0} s] {what}");
}

/// <summary>What was measured of a report.</summary>
internal sealed record ReportResult(ReportScenario Scenario, LoadResult Served, IReadOnlyDictionary<string, long> Operations)
{
    /// <summary>The same in one SQL statement, where there is one.</summary>
    public LoadResult? Live { get; set; }
}

/// <summary>What was measured at one size.</summary>
internal sealed record SizeResult(Seeded Seeded, IReadOnlyList<ReportResult> Reports, long MemoryBytes, LoadResult? Timewarrior);
