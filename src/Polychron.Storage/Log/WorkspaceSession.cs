using Polychron.Domain.Workspaces;
using Polychron.Storage.Keys;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>What this instance knows of a workspace.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Head">The head that belongs to the picture, or null if only the records are known.</param>
internal sealed record SessionState(WorkspacePicture Picture, Head? Head);

/// <summary>
/// This instance's knowledge of one workspace, kept up by reading the log's tail. Readers and the writer share it; a state
/// is only ever replaced by a later one.
/// </summary>
internal sealed class WorkspaceSession(ITableStore store, IRandomSource random, long workspaceId)
{
    private readonly string _partition = WorkspaceKeys.Partition(workspaceId);
    private readonly Lock _lock = new();
    private SessionState? _state;
    private Task<SessionState>? _loading;

    public long WorkspaceId => workspaceId;

    public PartitionLog Log { get; } = new(
        store, random, WorkspaceKeys.Table, WorkspaceKeys.Partition(workspaceId), WorkspaceRowPlanner.Instance);

    public EntryReader Reader { get; } = new(store, WorkspaceKeys.Partition(workspaceId));

    /// <summary>
    /// The picture with every record that was committed before the call, or null if a large write's rows may still be
    /// missing: then <see cref="SyncAsync"/> finishes it.
    /// </summary>
    public async ValueTask<WorkspacePicture?> RefreshAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _state) is not { } state)
        {
            state = await Load(out var isOwn).WaitAsync(cancellation).ConfigureAwait(false);
            if (isOwn)
            {
                return state.Picture;
            }

            // A load that others began may have passed the log's end before this call: what was committed since is read.
        }

        var tail = await Log.ReadTailAsync(state.Picture.Sequence, int.MaxValue, cancellation).ConfigureAwait(false);
        if (tail.Records.Count == 0)
        {
            return state.Picture;
        }

        if (HasGap(state.Picture, tail))
        {
            Forget(state);
            return (await SyncAsync(cancellation).ConfigureAwait(false)).Picture;
        }

        return tail.HasRedo ? null : Publish(new SessionState(Apply(state.Picture, tail), null)).Picture;
    }

    /// <summary>The state with its head, read if it is not known; a large write that was not finished is finished first.</summary>
    public async ValueTask<SessionState> SyncAsync(CancellationToken cancellation) => Volatile.Read(ref _state) is null
        ? await Load(out _).WaitAsync(cancellation).ConfigureAwait(false)
        : await ReadAsync(cancellation).ConfigureAwait(false);

    /// <summary>
    /// Reads the state of a workspace of which nothing is known, once for all who ask meanwhile. Each of them reading all of
    /// its rows would, on a new instance under load, ask more of the partition than it gives, and none would come to an end.
    /// </summary>
    private Task<SessionState> Load(out bool isOwn)
    {
        lock (_lock)
        {
            isOwn = _loading is null;
            var load = _loading ?? LoadAsync();

            // One that did not have to wait is over, and cleared already.
            _loading = load.IsCompleted ? null : load;
            return load;
        }
    }

    // Not cancelled with the caller that happens to begin it: others wait for it.
    private async Task<SessionState> LoadAsync()
    {
        try
        {
            return await ReadAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _loading = null;
            }
        }
    }

    private async ValueTask<SessionState> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state?.Head is not null)
            {
                return state;
            }

            var head = await Log.ReadHeadAsync(cancellation).ConfigureAwait(false);
            head = await Log.RollForwardAsync(head, cancellation).ConfigureAwait(false);
            var picture = state?.Picture
                ?? await StateLoader.LoadAsync(store, _partition, head.Row, cancellation).ConfigureAwait(false);
            var tail = await Log.ReadTailAsync(picture.Sequence, int.MaxValue, cancellation).ConfigureAwait(false);
            if (HasGap(picture, tail))
            {
                Forget(state);
                continue;
            }

            picture = Apply(picture, tail);

            // If others committed after the head was read, the head is not the picture's; the next round reads it again.
            Publish(new SessionState(picture, picture.Sequence == head.Row.Sequence ? head : null));
        }
    }

    /// <summary>Takes over a later state, or the head of the one that is known. Returns the latest.</summary>
    public SessionState Publish(SessionState state)
    {
        lock (_lock)
        {
            if (_state is null
                || state.Picture.Sequence > _state.Picture.Sequence
                || (state.Picture.Sequence == _state.Picture.Sequence && state.Head is not null))
            {
                _state = state;
            }

            return _state;
        }
    }

    /// <summary>Forgets the head: what was believed of it proved wrong or doubtful.</summary>
    public void ForgetHead()
    {
        lock (_lock)
        {
            _state = _state is null ? null : _state with { Head = null };
        }
    }

    /// <summary>Forgets what is known, unless somebody has learnt more since: it is too old to be brought up to date.</summary>
    private void Forget(SessionState? known)
    {
        lock (_lock)
        {
            if (known is not null && _state?.Picture.Sequence == known.Picture.Sequence)
            {
                _state = null;
            }
        }
    }

    // Records that this instance has not seen were deleted by retention while it slept: the state rows have what they said.
    // The newest records are never deleted, so that a gap shows.
    private static bool HasGap(WorkspacePicture picture, Tail tail) =>
        tail.Records.Count > 0 && tail.Records[0].Sequence > picture.Sequence + 1;

    private static WorkspacePicture Apply(WorkspacePicture picture, Tail tail)
    {
        foreach (var record in tail.Records)
        {
            if (record.Sequence > picture.Sequence)
            {
                picture = picture.Apply(record);
            }
        }

        return picture;
    }
}
