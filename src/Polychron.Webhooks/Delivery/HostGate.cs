using System.Collections.Concurrent;

namespace Polychron.Webhooks.Delivery;

/// <summary>
/// How many deliveries run at once to each host, in this process. A host that is merely busy lets others wait a moment for
/// their turn. One from which no answer has come for a second while it was asked, or whose last attempt had none, gets one at a
/// time until it answers again: so a dead one holds its places for one time limit, and then a single one.
/// </summary>
internal sealed class HostGate(WebhookOptions options, TimeProvider time)
{
    /// <summary>How long a host may let all its deliveries wait before it gets no more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long a delivery waits for a place at a busy host, and holds its place among all deliveries meanwhile.</summary>
    public static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.Ordinal);

    /// <summary>Takes a place, to be given back with <see cref="Leave"/>; false if none became free.</summary>
    public async ValueTask<bool> EnterAsync(string host, CancellationToken cancellation)
    {
        TaskCompletionSource<bool> turn;
        while (true)
        {
            var state = _hosts.GetOrAdd(host, static _ => new Host());
            lock (state)
            {
                if (state.IsRemoved)
                {
                    continue;
                }

                if (HasPlace(state))
                {
                    state.Running++;
                    return true;
                }

                if (IsSlow(state))
                {
                    return false;
                }

                turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                state.Waiting.Enqueue(turn);
                break;
            }
        }

        try
        {
            return await turn.Task.WaitAsync(LongestTurn, time, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            // Unless the place came in this very moment: then it is ours, also to give back.
            return !turn.TrySetResult(false);
        }
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="host">The host.</param>
    /// <param name="answered">Whether it answered, whatever its answer was.</param>
    public void Leave(string host, bool answered)
    {
        var state = _hosts[host];
        lock (state)
        {
            state.Running--;
            state.IsSilent = !answered;
            if (answered)
            {
                state.WaitsSince = time.GetTimestamp();
            }

            while (state.Waiting.Count > 0 && HasPlace(state))
            {
                if (state.Waiting.Dequeue().TrySetResult(true))
                {
                    state.Running++;
                }
            }

            if (state.Running == 0 && answered)
            {
                // Nothing to remember: the table holds hosts that are busy or in trouble.
                state.IsRemoved = true;
                _hosts.TryRemove(host, out _);
            }
        }
    }

    private bool HasPlace(Host state)
    {
        if (state.Running == 0)
        {
            state.WaitsSince = time.GetTimestamp();
        }

        return state.Running < (IsSlow(state) ? 1 : options.PerHost);
    }

    private bool IsSlow(Host state) => state.IsSilent || time.GetElapsedTime(state.WaitsSince) > Patience;

    private sealed class Host
    {
        public int Running { get; set; }

        public bool IsSilent { get; set; }

        public bool IsRemoved { get; set; }

        /// <summary>Since when it was asked and has not answered, as the time's timestamp.</summary>
        public long WaitsSince { get; set; }

        public Queue<TaskCompletionSource<bool>> Waiting { get; } = new();
    }
}
