using System.Diagnostics;
using Polychron.Domain.Errors;
using Polychron.Storage.Diagnostics;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Storage.Log;

/// <summary>Commits groups of one workspace's writes, and tells whoever has to know.</summary>
internal sealed class GroupCommit(WorkspaceSession session, NewsBoard news, ICommitObserver[] observers, LogMeter meter)
{
    /// <summary>Commits the group and tells its callers; false if it has to run again on a newer state.</summary>
    public async Task<bool> TryAsync(SessionState state, WriteGroup group, Activity? activity)
    {
        if (group.IsEmpty)
        {
            // Nothing to write. What was refused was refused on this picture: if there is a newer one, ask again.
            var latest = await session.RefreshAsync(CancellationToken.None).ConfigureAwait(false);
            if (latest is null)
            {
                session.ForgetHead();
            }

            if (latest?.Sequence != state.Picture.Sequence)
            {
                return false;
            }

            group.Complete();
            return true;
        }

        try
        {
            // The mark first: whoever dies between the two leaves a mark without news, not news without a mark. And again
            // where the commit took over into another minute, since the first mark may have been read before it was made.
            await news.MarkAsync(session.WorkspaceId).ConfigureAwait(false);
            var picture = group.State.Picture;
            var head = await session.Log.CommitAsync(state.Head!, group.ToCommit(), CancellationToken.None).ConfigureAwait(false);
            session.Publish(new SessionState(picture, head));
            meter.Committed(session.WorkspaceId, picture.Sequence, group.Records, group.Count, activity);
            foreach (var observer in observers)
            {
                observer.Committed(session.WorkspaceId, picture);
            }

            await news.MarkAsync(session.WorkspaceId).ConfigureAwait(false);
            group.Complete();
            return true;
        }
        catch (HeadMovedException)
        {
            meter.Lost(session.WorkspaceId, activity);
            session.ForgetHead();
            return false;
        }
        catch (DomainException tooLarge)
        {
            // Only a use case that has the commit to itself can be too large for one.
            group.RefuseAll(tooLarge);
            group.Complete();
            return true;
        }
    }
}
