using System.Diagnostics;
using Polychron.Soak.Checks;
using Polychron.Soak.Load;

namespace Polychron.Soak.Server;

/// <summary>Ends the server again and again under load, and leaves the last third of the time undisturbed.</summary>
internal sealed class Endings(SoakOptions options, Lives lives, Gate work, Pace pace, Random random, Findings findings)
{
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(3);

    /// <summary>Lets everyone work for the time of the options, in between ends. When it returns, nobody works and the server is alive.</summary>
    /// <param name="workers">The work of each person, which waits at the gate while it is closed.</param>
    /// <param name="look">Looks, after each end, at what there is before the work goes on.</param>
    public async Task RunAsync(IReadOnlyList<Task> workers, Func<Task> look)
    {
        var total = TimeSpan.FromMinutes(options.Minutes);
        var every = TimeSpan.FromMinutes(options.KillEvery);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var wait = every * (2.0 / 3 + (random.NextDouble() * 2 / 3));
            if (clock.Elapsed + wait > total * 2 / 3)
            {
                break;
            }

            await Task.Delay(wait);
            await EndAsync();
            await SettleAsync(workers);
            await look();
            work.Open();
        }

        var rest = total - clock.Elapsed;
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        work.Close();
        await SettleAsync(workers);
    }

    /// <summary>Ends the server while everyone sends as fast as they can, and starts the next with the gate closed.</summary>
    private async Task EndAsync()
    {
        pace.IsBurst = true;
        await Task.Delay(random.Next(50, 400));
        if (!OperatingSystem.IsWindows() && lives.Number % 4 == 0)
        {
            await lives.TerminateAsync();
        }
        else
        {
            await lives.KillAsync();
        }

        work.Close();
        pace.IsBurst = false;
        await lives.StartAsync();
    }

    /// <summary>Waits until everyone knows what became of their last request.</summary>
    private async Task SettleAsync(IReadOnlyList<Task> workers)
    {
        var clock = Stopwatch.StartNew();
        while (work.Waiting < workers.Count(task => !task.IsCompleted) && clock.Elapsed < SettleLimit)
        {
            await Task.Delay(20);
        }

        if (clock.Elapsed > SettleLimit)
        {
            findings.Add("not settled", $"only {work.Waiting} of {workers.Count} know what became of their last request");
        }
    }
}
