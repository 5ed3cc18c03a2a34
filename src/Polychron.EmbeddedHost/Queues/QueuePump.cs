using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Discovery;
using Polychron.EmbeddedHost.Hosting;
using Polychron.EmbeddedHost.Invocation;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.EmbeddedHost.Queues;

/// <summary>Runs the listeners of all queue functions.</summary>
internal sealed class QueuePump(
    IReadOnlyList<FunctionDescriptor> functions,
    IQueueStore store,
    QueueSettings settings,
    QueueSignals signals,
    BackgroundInvoker invoker,
    ILoggerFactory loggers,
    TimeProvider time)
    : DrainingService(loggers.CreateLogger("Polychron.Queues"))
{
    /// <inheritdoc />
    protected override Task Run(CancellationToken stopping, CancellationToken abandoning)
    {
        var logger = loggers.CreateLogger("Polychron.Queues");
        return Task.WhenAll(functions.Select(function =>
        {
            var queue = ((QueueFunctionTrigger)function.Trigger).Queue;
            var worker = new QueueMessageWorker(function, queue, store, settings, invoker, logger, time);
            return new QueueListener(queue, store, settings, signals.Find(queue)!, worker, logger, time).Run(stopping, abandoning);
        }));
    }
}
