namespace Polychron.Dialects.RateLimits;

/// <summary>What this instance may hand out to one subject. All windows change together, so that a request that one refuses costs nothing in the others.</summary>
internal sealed class Allowance
{
    private readonly Lock _lock = new();
    private readonly WindowCount[] _windows;
    private readonly bool _isLocal;

    /// <summary>An allowance.</summary>
    /// <param name="policy">The windows.</param>
    /// <param name="isLocal">Whether this instance alone counts, without the store.</param>
    public Allowance(RateLimitPolicy policy, bool isLocal)
    {
        _isLocal = isLocal;
        _windows = new WindowCount[policy.Windows.Count];
        for (var i = 0; i < _windows.Length; i++)
        {
            _windows[i] = new WindowCount(policy.Windows[i]);
        }
    }

    /// <summary>Decides on a request with what is held. Returns null if a block of a window has to be leased first.</summary>
    /// <param name="unixTicks">The time.</param>
    /// <param name="missing">The position of the window to lease of; -1 unless null is returned.</param>
    public RateLimitState? TryTake(long unixTicks, out int missing)
    {
        lock (_lock)
        {
            missing = -1;
            long refusedUntil = 0;
            for (var i = 0; i < _windows.Length; i++)
            {
                var window = _windows[i];
                window.Roll(unixTicks, _isLocal);
                if (window.IsRefusing)
                {
                    refusedUntil = Math.Max(refusedUntil, window.EndTicks);
                }
                else if (window.Held == 0 && missing < 0)
                {
                    missing = i;
                }
            }

            if (refusedUntil > 0)
            {
                missing = -1;
                var seconds = (refusedUntil - unixTicks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
                return State(isAllowed: false, (int)Math.Max(1, seconds));
            }

            if (missing >= 0)
            {
                return null;
            }

            foreach (var window in _windows)
            {
                window.Take();
            }

            return State(isAllowed: true, 0);
        }
    }

    /// <summary>When the window ends that has none left, in seconds from now; null while there is some left.</summary>
    public int? SecondsRefused(long unixTicks)
    {
        lock (_lock)
        {
            var ends = _windows.Where(window => window.IsRefusing && window.EndTicks > unixTicks).Select(window => window.EndTicks).DefaultIfEmpty().Max();
            return ends == 0 ? null : (int)Math.Max(1, (ends - unixTicks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);
        }
    }

    /// <summary>
    /// Begins the lease of a block, or finds the one that is under way.
    /// </summary>
    /// <param name="index">The window's position.</param>
    /// <param name="number">The number of the window to lease of.</param>
    /// <param name="underWay">The end of a lease that someone else has begun; null if it is the caller's to do.</param>
    /// <returns>Whether a lease is needed at all.</returns>
    public bool BeginLease(int index, out long number, out Task? underWay)
    {
        lock (_lock)
        {
            var window = _windows[index];
            number = window.Number;
            underWay = window.Leasing?.Task;
            if (window.Held > 0 || window.IsDrained)
            {
                return false;
            }

            if (underWay is null)
            {
                window.Leasing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return true;
        }
    }

    /// <summary>Ends the caller's lease. A block of a window that has ended meanwhile is dropped.</summary>
    public void EndLease(int index, long number, Action<WindowCount>? add)
    {
        lock (_lock)
        {
            var window = _windows[index];
            if (window.Number == number)
            {
                add?.Invoke(window);
            }

            window.Leasing?.SetResult();
            window.Leasing = null;
        }
    }

    /// <summary>Whether all windows have ended.</summary>
    public bool IsOver(long unixTicks)
    {
        lock (_lock)
        {
            return Array.TrueForAll(_windows, window => window.Leasing is null && window.EndTicks <= unixTicks);
        }
    }

    private RateLimitState State(bool isAllowed, int retryAfterSeconds)
    {
        var shown = _windows[0];
        return new RateLimitState(isAllowed, shown.Window.Limit, shown.Held + shown.Left, retryAfterSeconds);
    }
}
