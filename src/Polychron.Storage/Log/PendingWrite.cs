using System.Diagnostics;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Storage.Log;

/// <summary>A use case that waits for its turn to write, and for its commit.</summary>
internal abstract class PendingWrite(long actorId, CancellationToken cancellation)
{
    public long ActorId => actorId;

    /// <summary>The span that the write was asked for in; default where there is none.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    public bool IsCancelled => cancellation.IsCancellationRequested;

    /// <summary>Runs the use case; its result is kept until <see cref="Succeed"/>.</summary>
    public abstract ValueTask RunAsync(IWorkspaceTransaction transaction);

    /// <summary>Hands the last run's result to the caller.</summary>
    public abstract void Succeed();

    /// <summary>Hands an exception to the caller.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc />
internal sealed class PendingWrite<T>(
    long actorId, Func<IWorkspaceTransaction, ValueTask<T>> work, CancellationToken cancellation)
    : PendingWrite(actorId, cancellation)
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _completion.Task;

    public override async ValueTask RunAsync(IWorkspaceTransaction transaction) =>
        _result = await work(transaction).ConfigureAwait(false);

    public override void Succeed() => _completion.TrySetResult(_result!);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
