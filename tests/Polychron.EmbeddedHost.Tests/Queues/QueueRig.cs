using Microsoft.Extensions.DependencyInjection;
using Polychron.EmbeddedHost.Tests.Support;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.EmbeddedHost.Tests.Queues;

/// <summary>A host with the queue functions over a store in memory, in manual time.</summary>
internal sealed class QueueRig : IAsyncDisposable
{
    private readonly TestApp app;

    private QueueRig(TestApp app, ManualTime time, MemoryQueueStore store, QueueProbe probe)
    {
        this.app = app;
        Time = time;
        Store = store;
        Probe = probe;
    }

    public TestApp App => app;

    public ManualTime Time { get; }

    /// <summary>The store itself: what is added here wakes nobody, as if another process had added it.</summary>
    public MemoryQueueStore Store { get; }

    public QueueProbe Probe { get; }

    /// <summary>The store as the app's own code has it.</summary>
    public IQueueStore AppStore => app.Services.GetRequiredService<IQueueStore>();

    public static async Task<QueueRig> Start(string queues = "{}", Action<MemoryQueueStore, QueueProbe>? prepare = null, params Type[] functions)
    {
        var time = new ManualTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var store = new MemoryQueueStore(time);
        var probe = new QueueProbe(time);
        prepare?.Invoke(store, probe);
        var app = await TestApp.Start(
            functions.Length == 0 ? [typeof(QueueFunctions)] : functions,
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(time);
                builder.Services.AddSingleton<IQueueStore>(_ => store);
                builder.Services.AddSingleton(probe);
            },
            $$$"""{"version":"2.0","extensions":{"queues":{{{queues}}}}}""");
        return new QueueRig(app, time, store, probe);
    }

    /// <summary>Waits until the one listener waits for its next look and nothing is being worked on.</summary>
    public Task Idle() => Eventually.Holds(() => Time.Waiting == 1, "the listener is idle");

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
