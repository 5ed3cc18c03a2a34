using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Polychron.EmbeddedHost.Tests.Support;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.EmbeddedHost.Tests.Timers;

/// <summary>What the timer functions were called with, and what they are to do.</summary>
public sealed class TimerProbe(TimeProvider time)
{
    public ConcurrentQueue<(DateTimeOffset At, bool IsPastDue, ScheduleStatus? Status)> Runs { get; } = new();

    public int AtOnce { get; private set; }

    public int MostAtOnce { get; private set; }

    public Func<CancellationToken, Task> Behaviour { get; set; } = _ => Task.CompletedTask;

    public async Task Run(TimerInfo timer, CancellationToken cancellation)
    {
        MostAtOnce = Math.Max(MostAtOnce, ++AtOnce);
        Runs.Enqueue((time.GetUtcNow(), timer.IsPastDue, timer.ScheduleStatus));
        try
        {
            await Behaviour(cancellation);
        }
        finally
        {
            AtOnce--;
        }
    }
}

public sealed class FiveMinutes(TimerProbe probe)
{
    [Function("FiveMinutes")]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellation) => probe.Run(timer, cancellation);
}

public sealed class Configured(TimerProbe probe)
{
    [Function("FiveMinutes")]
    public Task Run([TimerTrigger("%Sweep__Schedule%")] TimerInfo timer, CancellationToken cancellation) => probe.Run(timer, cancellation);
}

public sealed class TenSeconds(TimerProbe probe)
{
    [Function("TenSeconds")]
    public Task Run([TimerTrigger("*/10 * * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellation) => probe.Run(timer, cancellation);
}

public sealed class Unmonitored(TimerProbe probe)
{
    [Function("Unmonitored")]
    public Task Run([TimerTrigger("0 */5 * * * *", UseMonitor = false)] TimerInfo timer, CancellationToken cancellation) => probe.Run(timer, cancellation);
}

/// <summary>A host with one timer function over a table store in memory, in manual time. Several can share time and store.</summary>
internal sealed class TimerRig(TestApp app, ManualTime time, TimerProbe probe) : IAsyncDisposable
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public TestApp App => app;

    public ManualTime Time => time;

    public TimerProbe Probe => probe;

    /// <summary>The runs' times of day.</summary>
    public IEnumerable<string> Times => probe.Runs.Select(run => run.At.ToString("HH:mm:ss"));

    public static ManualTime NewTime(string at = "2026-03-01T12:02:30Z") => new(DateTimeOffset.Parse(at));

    public static async Task<TimerRig> Start(Type function, ManualTime time, MemoryTableStore tables, Func<CancellationToken, Task>? behaviour = null, params string[] args)
    {
        var probe = new TimerProbe(time);
        probe.Behaviour = behaviour ?? probe.Behaviour;
        var app = await TestApp.Start([function], builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Services.AddSingleton<ITableStore>(tables);
            builder.Services.AddSingleton(probe);
        }, args: args);
        var rig = new TimerRig(app, time, probe);
        await rig.Begun();
        return rig;
    }

    /// <summary>Lets time pass, ten seconds at a time, the loop keeping step.</summary>
    public async Task Pass(TimeSpan by)
    {
        var step = TimeSpan.FromSeconds(10);
        for (var passed = TimeSpan.Zero; passed < by; passed += step)
        {
            time.Advance(step);
            await Begun();
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // The loop waits for time, or the function runs.
    private Task Begun() => Eventually.Holds(() => time.Waiting == 1 || probe.AtOnce == 1, "the timer waits or runs");
}
