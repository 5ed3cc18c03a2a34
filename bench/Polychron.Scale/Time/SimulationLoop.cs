namespace Polychron.Scale.Time;

/// <summary>
/// Fires timers one after the other, and the next one only when nothing is left to run of what the one before set off.
/// </summary>
/// <remarks>
/// Most continuations run on the spot, within the timer that completes them. The product hands some to the thread pool
/// (waiting writes, channels, parallel loops), and no scheduler or synchronization context of ours would catch those. So the
/// pool itself has one thread here, and this loop is an item among the others: as long as there is another one it goes to the
/// end of the queue. The order in which things happen is then that of the queues, which is the same in every run.
/// </remarks>
internal sealed class SimulationLoop : IThreadPoolWorkItem
{
    private readonly VirtualTime _time;
    private readonly long _until;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SimulationLoop(VirtualTime time, long until)
    {
        _time = time;
        _until = until;
    }

    /// <summary>Lets a span of virtual time pass.</summary>
    /// <exception cref="InvalidOperationException">The pool has more than one thread.</exception>
    public static Task RunAsync(VirtualTime time, TimeSpan span)
    {
        ThreadPool.GetMaxThreads(out var threads, out _);
        if (threads != 1)
        {
            throw new InvalidOperationException($"The thread pool may have {threads} threads; System.Threading.ThreadPool.MaxThreads has to be 1.");
        }

        var loop = new SimulationLoop(time, time.Now + span.Ticks);
        ThreadPool.UnsafeQueueUserWorkItem(loop, preferLocal: false);
        return loop._done.Task;
    }

    void IThreadPoolWorkItem.Execute()
    {
        try
        {
            while (ThreadPool.PendingWorkItemCount == 0)
            {
                if (!_time.FireNext(_until))
                {
                    _time.MoveTo(_until);
                    _done.SetResult();
                    return;
                }
            }

            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
#pragma warning disable CA1031 // A timer's exception ends the run, and not the process without a word.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _done.TrySetException(e);
        }
    }
}
