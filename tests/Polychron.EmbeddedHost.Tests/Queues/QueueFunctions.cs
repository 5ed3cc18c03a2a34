using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.EmbeddedHost.Tests.Queues;

/// <summary>What the queue functions were called with, and what they are to do.</summary>
public sealed class QueueProbe(TimeProvider time)
{
    public ConcurrentQueue<(string Body, DateTimeOffset At)> Calls { get; } = new();

    public ConcurrentQueue<string> Finished { get; } = new();

    public ConcurrentQueue<(string Body, DateTimeOffset At)> PoisonCalls { get; } = new();

    public Func<string, CancellationToken, Task> Behaviour { get; set; } = (_, _) => Task.CompletedTask;

    public async Task Run(string body, CancellationToken cancellation)
    {
        Calls.Enqueue((body, time.GetUtcNow()));
        await Behaviour(body, cancellation);
        Finished.Enqueue(body);
    }
}

public sealed class QueueFunctions(QueueProbe probe)
{
    [Function("Work")]
    public Task Work([QueueTrigger("work", Connection = "Ignored")] string message, FunctionContext context, CancellationToken cancellation)
    {
        Assert.Null(context.GetHttpContext());
        return probe.Run(message, cancellation);
    }
}

public sealed class PoisonFunctions(QueueProbe probe, TimeProvider time)
{
    [Function("Poison")]
    public void Poison([QueueTrigger("work-poison")] string message) => probe.PoisonCalls.Enqueue((message, time.GetUtcNow()));
}
