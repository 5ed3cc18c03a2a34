using System.Collections.Concurrent;

namespace Polychron.Webhooks.Delivery;

/// <summary>
/// How many deliveries run at once to each host, in this process. A host whose last attempt had no answer gets one at a time
/// until it answers again, so that a dead one holds up at most one place.
/// </summary>
internal sealed class HostGate(WebhookOptions options)
{
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

                if (state.Running >= (state.IsSilent ? 1 : options.PerHost))
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
    }
}
