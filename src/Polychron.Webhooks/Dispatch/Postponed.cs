using System.Collections.Concurrent;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Webhooks.Dispatch;

/// <summary>
/// The workspaces whose dispatch waits for room. Each has a message that becomes visible later, and while it is out, this
/// process drops the wake-ups of new commits: they would only find the queue full again.
/// </summary>
internal sealed class Postponed(IQueueStore queues, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    /// <summary>Twice as long each time, 32 seconds at most: thousands of workspaces that wait must not fill their own queue.</summary>
    private const int MostDoublings = 4;

    private readonly ConcurrentDictionary<long, Wait> _waits = new();

    /// <summary>Whether a message for the workspace is on its way.</summary>
    public bool Has(long workspaceId) =>
        _waits.TryGetValue(workspaceId, out var wait) && time.GetElapsedTime(wait.Since) < wait.Ignored;

    /// <summary>Sends the message that runs the dispatch again.</summary>
    /// <remarks>
    /// The message first, the note after: a crash in between leaves a message too many, the other way round the wake-ups would be
    /// dropped for a message that never was. And the note ends before the message comes, however far the two clocks drift
    /// meanwhile, or the message itself would be dropped.
    /// </remarks>
    public async Task AddAsync(long workspaceId, CancellationToken cancellation)
    {
        var times = _waits.TryGetValue(workspaceId, out var before) ? Math.Min(before.Times + 1, MostDoublings) : 0;
        var delay = Shortest * (1 << times);
        await Dispatcher.WakeAsync(queues, workspaceId, delay, cancellation).ConfigureAwait(false);
        _waits[workspaceId] = new Wait(time.GetTimestamp(), delay * 0.75, times);
    }

    /// <summary>Notes that the workspace found room.</summary>
    public void Remove(long workspaceId) => _waits.TryRemove(workspaceId, out _);

    /// <param name="Since">When the message was sent: a timestamp of the clock.</param>
    /// <param name="Ignored">How long wake-ups are dropped.</param>
    /// <param name="Times">How often in a row there was no room, from 0.</param>
    private readonly record struct Wait(long Since, TimeSpan Ignored, int Times);
}
