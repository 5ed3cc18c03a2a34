using System.Collections.Concurrent;

namespace Polychron.Webhooks.Delivery;

/// <summary>
/// How many deliveries run at once to each host, in this process. A host from which no answer has come for a second while it
/// was asked, or whose last attempt had none, gets one at a time until it answers again: so a dead one holds few places for
/// one time limit, and then one.
/// </summary>
internal sealed class HostGate(WebhookOptions options, TimeProvider time)
{
    /// <summary>How long a host may let all its deliveries wait before it gets no more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.Ordinal);

    /// <summary>Takes a place, to be given back with <see cref="Leave"/>; false if none is free.</summary>
    public bool TryEnter(string host)
    {
        while (true)
        {
            var state = _hosts.GetOrAdd(host, static _ => new Host());
            lock (state)
            {
                if (state.IsRemoved)
                {
                    continue;
                }

                if (state.Running == 0)
                {
                    state.WaitsSince = time.GetTimestamp();
                }

                var isSlow = state.IsSilent || time.GetElapsedTime(state.WaitsSince) > Patience;
                if (state.Running >= (isSlow ? 1 : options.PerHost))
                {
                    return false;
                }

                state.Running++;
                return true;
            }
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

            if (state.Running == 0 && answered)
            {
                // Nothing to remember: the table holds hosts that are busy or in trouble.
                state.IsRemoved = true;
                _hosts.TryRemove(host, out _);
            }
        }
    }

    private sealed class Host
    {
        public int Running { get; set; }

        public bool IsSilent { get; set; }

        public bool IsRemoved { get; set; }

        /// <summary>Since when it was asked and has not answered, as the time's timestamp.</summary>
        public long WaitsSince { get; set; }
    }
}
