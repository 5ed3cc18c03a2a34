using Polychron.Domain.Workspaces;

namespace Polychron.UseCases.Ports.Log;

/// <summary>
/// Hears of this instance's commits, so that what follows from a change need not wait for the next timer. It is a hint and no
/// more: a crash between the commit and the hint loses it, so whoever listens has another way to find news.
/// </summary>
public interface ICommitObserver
{
    /// <summary>A workspace has new records. Called in the writers' turn: it must return at once and never throw.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="picture">The workspace after the commit.</param>
    void Committed(long workspaceId, WorkspacePicture picture);
}
