namespace Polychron.UseCases.Ports.Log;

/// <summary>A minute in which a workspace was written.</summary>
/// <param name="Minute">The minute, counted from 1970-01-01T00:00Z by the clock of the instance that wrote.</param>
/// <param name="WorkspaceId">The workspace.</param>
public readonly record struct NewsMark(long Minute, long WorkspaceId);

/// <summary>
/// Which workspaces have been written lately, so that those who follow the logs find them without asking each workspace.
/// An instance marks a workspace before its first commit of a minute, and again after a commit that ended in a later minute.
/// So a commit has a mark of the minute in which it ended or of a later one, unless the instance died in between or the mark
/// could not be stored: those are for a sweep of all workspaces, once a day.
/// </summary>
public interface IWorkspaceNews
{
    /// <summary>Up to <paramref name="max"/> (1 to 1,000) marks of minutes that have ended, oldest first: one range query.</summary>
    Task<IReadOnlyList<NewsMark>> ReadAsync(int max, CancellationToken cancellation = default);

    /// <summary>Takes marks down, when what they ask for is in a queue. One that is down already does not matter.</summary>
    Task ForgetAsync(IReadOnlyList<NewsMark> marks, CancellationToken cancellation = default);
}
