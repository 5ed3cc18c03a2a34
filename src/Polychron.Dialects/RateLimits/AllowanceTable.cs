using System.Collections.Concurrent;

namespace Polychron.Dialects.RateLimits;

/// <summary>The allowances of many subjects, in bounded memory.</summary>
internal sealed class AllowanceTable<TKey>(bool isLocal, int maxSubjects = AllowanceTable<TKey>.DefaultMaxSubjects)
    where TKey : notnull
{
    /// <summary>The most subjects that are remembered.</summary>
    public const int DefaultMaxSubjects = 100_000;

    private const long SweepTicks = 60 * TimeSpan.TicksPerSecond;

    private readonly ConcurrentDictionary<(RateLimitPolicy Policy, TKey Key), Allowance> _allowances = new();
    private long _nextSweep;

    public int Count => _allowances.Count;

    public Allowance Find(RateLimitPolicy policy, TKey key, long unixTicks)
    {
        if (_allowances.TryGetValue((policy, key), out var known))
        {
            return known;
        }

        MakeRoom(unixTicks);
        return _allowances.GetOrAdd((policy, key), static (key, isLocal) => new Allowance(key.Policy, isLocal), isLocal);
    }

    // Only a new subject can make the table grow, so only a new subject sweeps.
    private void MakeRoom(long unixTicks)
    {
        var isFull = _allowances.Count >= maxSubjects;
        var due = Volatile.Read(ref _nextSweep);
        if (isFull || (unixTicks >= due && Interlocked.CompareExchange(ref _nextSweep, unixTicks + SweepTicks, due) == due))
        {
            foreach (var (key, allowance) in _allowances)
            {
                if (allowance.IsOver(unixTicks))
                {
                    _allowances.TryRemove(key, out _);
                }
            }
        }

        // Forgetting leases gives nobody a fresh allowance where the store counts; the unused rest of the leases is lost.
        if (isFull && _allowances.Count >= maxSubjects)
        {
            _allowances.Clear();
        }
    }
}
