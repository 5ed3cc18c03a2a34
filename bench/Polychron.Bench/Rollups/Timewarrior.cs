using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using NodaTime;
using Polychron.Bench.Client;

namespace Polychron.Bench.Rollups;

/// <summary><c>timew summary</c> over the same intervals, where timewarrior is installed: a program that adds up its files at each question.</summary>
internal static class Timewarrior
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Measures the summary of the year's first half-month, month and whole, or null where it is not installed.</summary>
    public static LoadResult? Run(string folder, int count, string from, string to)
    {
        var database = Directory.CreateDirectory(Path.Combine(folder, "timewarrior"));
        Write(database, count);
        try
        {
            var times = new List<long>();
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < 3; i++)
            {
                times.Add(Ask(database.FullName, from, to));
            }

            return LoadResult.Of(Stopwatch.GetElapsedTime(began), times);
        }
        catch (Win32Exception)
        {
            return null;
        }
        finally
        {
            database.Delete(recursive: true);
        }
    }

    private static long Ask(string database, string from, string to)
    {
        var start = new ProcessStartInfo("timew", ["summary", from, "-", to]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TIMEWARRIORDB"] = database;
        var at = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            process.WaitForExit();
        }

        return Stopwatch.GetTimestamp() - at;
    }

    // Its own files: one a month, an interval a line, in order.
    private static void Write(DirectoryInfo database, int count)
    {
        var data = database.CreateSubdirectory("data");
        File.WriteAllText(Path.Combine(database.FullName, "timewarrior.cfg"), "confirmation = off\n");
        foreach (var month in RollupSeed.Entries(count).GroupBy(entry => entry.Start.InUtc().Date.ToString("yyyy-MM", CultureInfo.InvariantCulture)))
        {
            var text = new StringBuilder();
            foreach (var entry in month.OrderBy(entry => entry.Start))
            {
                text.Append(CultureInfo.InvariantCulture, $"inc {Time(entry.Start)} - {Time(entry.Start + Duration.FromSeconds(entry.Seconds))}")
                    .Append(CultureInfo.InvariantCulture, $" # \"client {entry.Client}\" \"project {entry.Project}\" \"user {entry.User}\"\n");
            }

            File.WriteAllText(Path.Combine(data.FullName, $"{month.Key}.data"), text.ToString());
        }
    }

    private static string Time(Instant instant) => instant.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
