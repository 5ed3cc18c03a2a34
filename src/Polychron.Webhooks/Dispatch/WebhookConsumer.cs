using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Webhooks.Dispatch;

/// <summary>The webhooks among those who follow the logs. Their own sweep and <see cref="WakeUp"/> find their news.</summary>
internal sealed class WebhookConsumer(IDispatchCheckpoints checkpoints) : ILogConsumer
{
    public string Name => ConsumerNames.Webhooks;

    public string? WakeQueue => null;

    public string? HandoverQueue => WebhookQueues.Deliver;

    public async Task<long> CheckpointAsync(long workspaceId, CancellationToken cancellation = default) =>
        (await checkpoints.FindAsync(workspaceId, cancellation).ConfigureAwait(false))?.State.Sequence ?? long.MaxValue;
}
