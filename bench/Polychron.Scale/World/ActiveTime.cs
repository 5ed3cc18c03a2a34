using Polychron.Scale.Time;

namespace Polychron.Scale.World;

/// <summary>For how long an instance runs anything at all, which is what a plan by consumption charges for, and how much it runs.</summary>
internal sealed class ActiveTime(VirtualTime time)
{
    private long _active;
    private long _since;
    private int _running;

    /// <summary>Executions that have begun since <see cref="Reset"/>.</summary>
    public long Executions { get; private set; }

    /// <summary>The time since <see cref="Reset"/> in which at least one ran.</summary>
    public TimeSpan Total => TimeSpan.FromTicks(_active + (_running > 0 ? time.Now - _since : 0));

    /// <summary>Runs an execution.</summary>
    public async Task RunAsync(Func<Task> work)
    {
        Executions++;
        if (_running++ == 0)
        {
            _since = time.Now;
        }

        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            if (--_running == 0)
            {
                _active += time.Now - _since;
            }
        }
    }

    /// <summary>Counts from here on.</summary>
    public void Reset() => (_active, _since, Executions) = (0, time.Now, 0);
}
