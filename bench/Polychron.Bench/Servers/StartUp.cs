namespace Polychron.Bench.Servers;

/// <summary>What the app costs that nobody uses: how long it takes to come up on an empty store, and its memory when idle.</summary>
/// <param name="Time">From the start of the process to the first 200 of /healthz; the best of several starts.</param>
/// <param name="ResidentBytes">Its memory some seconds later, in bytes; the least of them.</param>
internal sealed record StartUp(TimeSpan Time, long ResidentBytes)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private const int Starts = 3;

    /// <summary>Starts the app on new, empty stores.</summary>
    public static StartUp Measure(string folder)
    {
        var found = new List<StartUp>();
        for (var i = 0; i < Starts; i++)
        {
            var data = Directory.CreateDirectory(Path.Combine(folder, $"empty-{i}")).FullName;
            using var app = AppProcess.StartApp(data, Benchmark.OwnerToken);
            var time = app.WaitUntilHealthy();
            Thread.Sleep(Idle);
            found.Add(new StartUp(time, app.ResidentBytes));
        }

        return new StartUp(found.Min(start => start.Time), found.Min(start => start.ResidentBytes));
    }
}
