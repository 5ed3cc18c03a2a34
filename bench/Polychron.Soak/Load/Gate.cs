namespace Polychron.Soak.Load;

/// <summary>A gate that is open or closed, and lets wait whoever comes while it is closed.</summary>
internal sealed class Gate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    /// <summary>How many wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public bool IsOpen => _open.Task.IsCompleted;

    public void Open()
    {
        lock (_lock)
        {
            _open.TrySetResult();
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            if (_open.Task.IsCompleted)
            {
                _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>Goes through, or waits for that.</summary>
    public async Task PassAsync(CancellationToken stop)
    {
        Task open;
        lock (_lock)
        {
            open = _open.Task;
        }

        if (!open.IsCompleted)
        {
            Interlocked.Increment(ref _waiting);
            try
            {
                await open.WaitAsync(stop);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }
    }
}
