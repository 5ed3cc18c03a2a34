namespace Polychron.EmbeddedHost.Queues;

/// <summary>
/// Tells a queue's one listener that a message became visible or when one will, so that within a process a message waits
/// milliseconds and not a poll. It is a hint: a hint too many costs a look at the queue, a lost one is made up for by polling.
/// </summary>
internal sealed class QueueSignal(TimeProvider time)
{
    // Instants are rounded up to this grid, so that thousands of delayed messages make few entries.
    private const long GridTicks = 50 * TimeSpan.TicksPerMillisecond;

    private readonly Lock gate = new();
    private readonly SortedSet<long> dues = [];
    private TaskCompletionSource changed = NewChange();
    private bool set;

    /// <summary>A message is visible after this delay; zero: now.</summary>
    public void Notify(TimeSpan delay)
    {
        TaskCompletionSource wake;
        lock (gate)
        {
            if (delay <= TimeSpan.Zero)
            {
                set = true;
            }
            else
            {
                dues.Add((((time.GetUtcNow().UtcTicks + delay.Ticks) / GridTicks) + 1) * GridTicks);
            }

            wake = changed;
        }

        wake.TrySetResult();
    }

    /// <summary>Waits for a message to be visible, at most so long.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task Wait(TimeSpan most, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            Task change;
            TimeSpan pause;
            lock (gate)
            {
                if (TakeSignal())
                {
                    return;
                }

                changed = NewChange();
                change = changed.Task;
                pause = UntilNextDue(most - time.GetElapsedTime(began));
            }

            if (pause <= TimeSpan.Zero)
            {
                return;
            }

            try
            {
                await change.WaitAsync(pause, time, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // The pause is over: either a message became visible or the wait was long enough.
            }
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool TakeSignal()
    {
        var now = time.GetUtcNow().UtcTicks;
        while (dues.Count > 0 && dues.Min <= now)
        {
            dues.Remove(dues.Min);
            set = true;
        }

        var taken = set;
        set = false;
        return taken;
    }

    private TimeSpan UntilNextDue(TimeSpan most)
    {
        if (dues.Count == 0)
        {
            return most;
        }

        // Timers count whole milliseconds and may be early by a part of one.
        var until = TimeSpan.FromTicks(dues.Min - time.GetUtcNow().UtcTicks) + TimeSpan.FromMilliseconds(1);
        return until < most ? until : most;
    }
}
