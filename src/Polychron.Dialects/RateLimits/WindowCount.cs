namespace Polychron.Dialects.RateLimits;

/// <summary>What this instance knows of one window of one subject. Guarded by the lock of its <see cref="Allowance"/>.</summary>
internal sealed class WindowCount(RateWindow window)
{
    public RateWindow Window { get; } = window;

    /// <summary>The number of the window: how many of its length have passed since 1970.</summary>
    public long Number { get; private set; } = long.MinValue;

    /// <summary>What this instance holds and has not handed out.</summary>
    public int Held { get; private set; }

    /// <summary>What was left in the store after the latest lease.</summary>
    public int Left { get; private set; }

    /// <summary>Whether no more can be had in this window than is held.</summary>
    public bool IsDrained { get; private set; }

    /// <summary>The lease under way, which others wait for; null if none is.</summary>
    public TaskCompletionSource? Leasing { get; set; }

    public bool IsRefusing => Held == 0 && IsDrained;

    /// <summary>How many requests this instance let through in this window.</summary>
    private int Used { get; set; }

    public long EndTicks => (Number + 1) * Window.Seconds * TimeSpan.TicksPerSecond;

    /// <summary>
    /// Begins a new window if the time is there. What is still held of the old one is gone with it. A request that read the
    /// time just before another one began the window is counted in it.
    /// </summary>
    /// <param name="unixTicks">The time.</param>
    /// <param name="isLocal">Whether this instance alone counts, so that it holds the whole allowance from the start.</param>
    public void Roll(long unixTicks, bool isLocal)
    {
        var number = unixTicks / (Window.Seconds * TimeSpan.TicksPerSecond);
        if (number <= Number)
        {
            return;
        }

        Number = number;
        Held = isLocal ? Window.Limit : 0;
        Left = isLocal ? 0 : Window.Limit;
        IsDrained = isLocal;
        Used = 0;
    }

    public void Take()
    {
        Held--;
        Used++;
    }

    /// <summary>Adds a block of the window's allowance that came from the store; none taken means that none is left.</summary>
    public void Add(int taken, int left)
    {
        Held += taken;
        Left = left;
        IsDrained = taken == 0;
    }

    /// <summary>Adds a block without the store, as long as this instance alone stays within the allowance.</summary>
    public void AddUnshared(int want)
    {
        var rest = Math.Max(0, Window.Limit - Used);
        var block = Math.Min(want, rest);
        Add(block, rest - block);
    }
}
