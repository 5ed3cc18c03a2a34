using System.Diagnostics;
using System.Text;
using NodaTime;
using Polychron.Bench.Client;
using Polychron.Bench.Load;
using Polychron.Import.Rows;
using Polychron.Import.Run;
using Polychron.Storage.Log;
using Polychron.Storage.Sqlite;
using Polychron.Storage.UserDirectory;
using Polychron.UseCases.Bootstrap;
using Polychron.UseCases.Ports.Ambient;

namespace Polychron.Bench.Imports;

/// <summary>
/// Rows of a CSV file that become durable entries of an empty embedded store, people and projects included; in this process,
/// as the command <c>import</c> does it. The times are those of a batch.
/// </summary>
internal sealed class ImportRow(string folder) : BenchRow("import a CSV file, by row", 1)
{
    private const int Rows = 6_000;
    private const int Seed = 2008;

    private static readonly byte[] File = MakeUp();

    protected override LoadResult Run(TimeSpan time)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, $"import-{Results.Count}")).FullName;
        try
        {
            return ImportAsync(data).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<LoadResult> ImportAsync(string data)
    {
        var random = new SystemRandomSource();
        await using var storage = SqliteStorage.Open(data, TimeProvider.System);
        using var directory = new TableDirectory(storage.Tables, random, SystemClock.Instance);
        var log = new WorkspaceLog(storage.Tables, random, SystemClock.Instance, TimeProvider.System);
        await BootstrapServer.RunAsync(
            directory, log, random, new BootstrapServer.Command(Benchmark.OwnerToken, "owner@example.com", "Owner", "Imported"));
        var workspace = (await directory.ListWorkspacesAsync(0, 1))[0].Id;
        using var file = new MemoryStream(File);
        var batches = new Batches();
        var began = Stopwatch.GetTimestamp();
        var summary = await new ImportRun(directory, log, random).RunAsync(
            file, new ImportOptions { WorkspaceId = workspace, Format = "cesaw" }, batches);
        var elapsed = Stopwatch.GetElapsedTime(began);
        return summary.Imported == Rows
            ? LoadResult.Of(elapsed, batches.Times) with { Requests = Rows }
            : throw new InvalidOperationException($"Wrong number of imported rows: expected {Rows}, found {summary.Imported}.");
    }

    /// <summary>The form of a log of tasks: people and projects of ten teams, a few phases, minutes to hours.</summary>
    private static byte[] MakeUp()
    {
        var dice = new Random(Seed);
        var text = new StringBuilder("project_key,person_key,team_key,plan_item_key,task_actual_start_date,task_actual_time_minutes,task_plan_time_minutes,phase_short_name\n");
        for (var row = 0; row < Rows; row++)
        {
            var team = dice.Next(10);
            text.Append(
                $"{team * 5 + dice.Next(5)},{team * 25 + dice.Next(25)},{team},{row},"
                + $"{1 + dice.Next(12)}/{1 + dice.Next(28)}/{2008 + dice.Next(9)} {dice.Next(24)}:{dice.Next(60):00},{1 + dice.Next(500)},{dice.Next(300)},Phase {dice.Next(20)}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private sealed class Batches : IImportObserver
    {
        private long _last = Stopwatch.GetTimestamp();

        public List<long> Times { get; } = [];

        public void Reject(in Rejection rejection) => throw new InvalidOperationException($"Row rejected: {rejection}");

        public void Advance(ImportSummary sofar)
        {
            var now = Stopwatch.GetTimestamp();
            Times.Add(now - _last);
            _last = now;
        }
    }
}
