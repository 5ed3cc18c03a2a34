using System.Diagnostics;
using System.Globalization;

namespace Polychron.Soak.Server;

/// <summary>What a process held at a moment.</summary>
/// <param name="Life">Which server it was, from 1.</param>
/// <param name="Seconds">How old that server was.</param>
/// <param name="Resident">MiB of memory in use (VmRSS).</param>
/// <param name="Anonymous">MiB of it that no file stands behind: heaps and stacks (RssAnon).</param>
/// <param name="Threads">How many threads it had.</param>
/// <param name="Files">How many files and sockets it had open.</param>
internal readonly record struct MemorySample(int Life, double Seconds, double Resident, double Anonymous, int Threads, int Files);

/// <summary>Looks every two seconds at what the server holds. Only where there is a /proc.</summary>
internal sealed class MemorySamples(Lives lives)
{
    private readonly List<MemorySample> _all = [];

    public IReadOnlyList<MemorySample> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>The samples as the lines of a CSV file.</summary>
    public IEnumerable<string> Lines => All
        .Select(sample => FormattableString.Invariant(
            $"{sample.Life},{sample.Seconds:F0},{sample.Resident:F1},{sample.Anonymous:F1},{sample.Threads},{sample.Files}"))
        .Prepend("life,seconds,resident_mib,anonymous_mib,threads,open_files");

    public async Task RunAsync(CancellationToken stop)
    {
        var (life, age) = (0, Stopwatch.StartNew());
        while (!stop.IsCancellationRequested)
        {
            if (lives.Number != life)
            {
                (life, age) = (lives.Number, Stopwatch.StartNew());
            }

            if (lives.ProcessId is { } id && Read(id) is { } sample)
            {
                lock (_all)
                {
                    _all.Add(sample with { Life = life, Seconds = age.Elapsed.TotalSeconds });
                }
            }

            try
            {
                await Task.Delay(TimeSpan.FromSeconds(2), stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static MemorySample? Read(int process)
    {
        try
        {
            var status = File.ReadLines($"/proc/{process}/status").Select(line => line.Split(':', 2))
                .Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1].Trim());
            return new MemorySample(
                0, 0, MiB(status["VmRSS"]), MiB(status["RssAnon"]), int.Parse(status["Threads"], CultureInfo.InvariantCulture),
                Directory.GetFiles($"/proc/{process}/fd").Length);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or KeyNotFoundException)
        {
            // It ended in between, or this system has no /proc.
            return null;
        }
    }

    private static double MiB(string text) => long.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) / 1024.0;
}
