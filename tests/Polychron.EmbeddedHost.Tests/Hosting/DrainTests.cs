using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Polychron.EmbeddedHost.Tests.Support;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.EmbeddedHost.Tests.Hosting;

/// <summary>Lets the test see each kind of work begin, and end it.</summary>
public sealed class DrainGate : IDisposable
{
    private readonly CountdownEvent begun = new(3);
    private int finished;
    private int cancelled;

    public TaskCompletionSource Open { get; } = new();

    public int Finished => finished;

    public int Cancelled => cancelled;

    public bool StubbornBegun { get; set; }

    public bool DisposedAfterWork { get; private set; }

    public bool AllBegun => begun.IsSet;

    public async Task Pass(CancellationToken cancellation)
    {
        begun.Signal();
        try
        {
            await Open.Task.WaitAsync(cancellation);
            Interlocked.Increment(ref finished);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref cancelled);
            throw;
        }
    }

    public void Dispose()
    {
        DisposedAfterWork = Finished + Cancelled == 3;
        begun.Dispose();
    }
}

public sealed class SlowFunctions(DrainGate gate)
{
    [Function("SlowRequest")]
    public async Task<IResult> Request([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request, CancellationToken cancellation)
    {
        await gate.Pass(cancellation);
        return Results.Text("finished " + request.Path);
    }

    [Function("SlowMessage")]
    public Task Message([QueueTrigger("slow")] string message, CancellationToken cancellation) => gate.Pass(cancellation);

    [Function("SlowTimer")]
    public Task Timer([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellation) => gate.Pass(cancellation);
}

public sealed class DrainTests
{
    [Fact]
    public async Task A_stop_takes_on_nothing_new_and_waits_for_what_runs()
    {
        var (app, gate, queues) = await Start("30");
        var response = app.Client.GetAsync("/slow");
        await Eventually.Holds(() => gate.AllBegun, "request, message and timer run");

        var stop = app.Stop();
        await Eventually.Holds(() => Refuses(app), "new connections are refused");
        await queues.EnqueueAsync("slow", "too late");
        await Task.Delay(100);
        Assert.False(stop.IsCompleted);
        gate.Open.SetResult();
        await stop;

        using var answer = await response;
        Assert.Equal((HttpStatusCode.OK, "finished /slow"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal((3, 0), (gate.Finished, gate.Cancelled));
        Assert.Equal(["too late"], queues.Bodies("slow"));
        await app.DisposeAsync();
        Assert.True(gate.DisposedAfterWork);
    }

    [Fact]
    public async Task When_the_time_to_drain_is_over_what_runs_is_cancelled_and_the_message_is_seen_again()
    {
        var (app, gate, queues) = await Start("0.5");
        var response = app.Client.GetAsync("/slow");
        await Eventually.Holds(() => gate.AllBegun, "request, message and timer run");
        var watch = Stopwatch.StartNew();
        await app.Stop();

        Assert.InRange(watch.Elapsed.TotalSeconds, 0.4, 10);
        await Eventually.Holds(() => gate.Cancelled == 3, "all are cancelled");
        Assert.Equal("message", Assert.Single(await queues.PeekAsync("slow", 1)).Body);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response);
        await app.DisposeAsync();
        Assert.True(gate.DisposedAfterWork);
    }

    [Fact]
    public async Task Work_that_ignores_its_cancellation_does_not_keep_the_host_from_stopping()
    {
        var (app, gate, _) = await Start("0", ignoring: true);
        await Eventually.Holds(() => gate.StubbornBegun, "the message is worked on");
        var watch = Stopwatch.StartNew();
        await app.DisposeAsync();

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
        Assert.Contains(app.Log.Of("Polychron.Queues"), entry => entry.Text.Contains("still had work running", StringComparison.Ordinal));
        gate.Open.SetResult();
    }

    private static bool Refuses(TestApp app)
    {
        using var socket = new System.Net.Sockets.TcpClient();
        try
        {
            socket.Connect(app.Client.BaseAddress!.Host, app.Client.BaseAddress.Port);
            return false;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return true;
        }
    }

    private static async Task<(TestApp App, DrainGate Gate, MemoryQueueStore Queues)> Start(string drainSeconds, bool ignoring = false)
    {
        var queues = new MemoryQueueStore(TimeProvider.System);
        await queues.EnqueueAsync("slow", "message");
        var gate = new DrainGate();
        var app = await TestApp.Start([ignoring ? typeof(StubbornFunctions) : typeof(SlowFunctions)], builder =>
        {
            builder.Services.AddSingleton<IQueueStore>(queues);
            builder.Services.AddSingleton<ITableStore>(new MemoryTableStore());

            // By a factory, so that the container disposes it.
            builder.Services.AddSingleton(_ => gate);
        }, """{"extensions":{"http":{"routePrefix":""},"queues":{"visibilityTimeout":"00:10:00"}}}""", args: $"--Polychron:Host:DrainSeconds={drainSeconds}");
        return (app, gate, queues);
    }
}

public sealed class StubbornFunctions(DrainGate gate)
{
    [Function("Stubborn")]
    public Task Message([QueueTrigger("slow")] string message)
    {
        gate.StubbornBegun = message.Length > 0;
        return gate.Open.Task;
    }
}
