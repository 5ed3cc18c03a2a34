using System.Collections.Concurrent;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Changes;

/// <summary>
/// Wakes whoever waits for news of a workspace when this instance commits some. It hears nothing of other instances: who waits
/// looks at the log now and then as well.
/// </summary>
public sealed class CommitSignal : ICommitObserver
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _waiting = new();

    /// <summary>
    /// Ends with the next commit of a workspace. Ask before you read the log, or a commit in between is missed; whoever asks at
    /// the same time has the same task.
    /// </summary>
    public Task Next(long workspaceId) =>
        _waiting.GetOrAdd(workspaceId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <inheritdoc />
    public void Committed(long workspaceId, WorkspacePicture picture)
    {
        if (_waiting.TryRemove(workspaceId, out var waiting))
        {
            waiting.TrySetResult();
        }
    }
}
