using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.Rollups.Checkpoints;

/// <summary>The rollups among those who follow the logs.</summary>
public sealed class RollupConsumer(IRollupStore store) : ILogConsumer
{
    /// <summary>The queue with the ids of workspaces to compact.</summary>
    public const string Queue = "rollup-compact";

    /// <inheritdoc />
    public string Name => ConsumerNames.Rollups;

    /// <inheritdoc />
    public string? WakeQueue => Queue;

    /// <inheritdoc />
    public async Task<long> CheckpointAsync(long workspaceId, CancellationToken cancellation = default) =>
        (await store.ReadCheckpointAsync(workspaceId, cancellation)).Sequence;
}
