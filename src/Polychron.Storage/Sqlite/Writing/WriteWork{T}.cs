namespace Polychron.Storage.Sqlite.Writing;

/// <summary>A piece of work whose outcome is a value or a refusal.</summary>
internal abstract class WriteWork<T>(CancellationToken cancellation) : WriteWork
{
    // Continuations run on the thread pool: a caller's code must never hold up the commit thread.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _outcome = default!;
    private Exception? _refusal;

    public Task<T> Task => _completion.Task;

    public sealed override bool TryCancel()
        => cancellation.IsCancellationRequested && _completion.TrySetCanceled(cancellation);

    public sealed override void Apply()
    {
        (_outcome, _refusal) = (default!, null);
        _outcome = Write(out _refusal);
    }

    public sealed override void Acknowledge()
    {
        if (_refusal is null)
        {
            _completion.SetResult(_outcome);
        }
        else
        {
            _completion.SetException(_refusal);
        }
    }

    public sealed override void Fail(Exception error) => _completion.SetException(error);

    protected abstract T Write(out Exception? refusal);
}
