using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Changes;

/// <summary>A change as one member sees it: what they may not see is not there, before or after.</summary>
/// <param name="Record">The record.</param>
/// <param name="Before">How the thing was, or null: created, or not in the member's sight until now.</param>
/// <param name="After">How the thing is, or null: deleted, or out of the member's sight from now on.</param>
public readonly record struct VisibleChange(LogRecord Record, Entity? Before, Entity? After)
{
    /// <summary>A record as a member sees it.</summary>
    public static VisibleChange Of(IWorkspaceView view, Member member, LogRecord record)
    {
        return new VisibleChange(record, Shown(record.Before), Shown(record.After));

        Entity? Shown(Entity? image) => image is not null && Permit.Sees(view.Picture, member, image) ? image : null;
    }
}

/// <summary>Some of a workspace's changes, in order.</summary>
/// <param name="Changes">The changes that the member sees.</param>
/// <param name="Next">After which record to go on reading.</param>
/// <param name="Head">The last record that there was when this was read.</param>
public sealed record ChangePage(IReadOnlyList<VisibleChange> Changes, long Next, long Head);

/// <summary>Reads what has changed in a workspace since a record, as far as a member sees it: one range query.</summary>
public static class ReadChanges
{
    /// <summary>The most changes of one page.</summary>
    public const int MaxLimit = 500;

    /// <summary>Runs it. A page can hold fewer changes than there are records up to its end: none that the member sees.</summary>
    /// <param name="log">The log.</param>
    /// <param name="view">The workspace as of now.</param>
    /// <param name="member">The reader.</param>
    /// <param name="after">The record after which to read; 0 for all.</param>
    /// <param name="limit">The most changes, from 1 to <see cref="MaxLimit"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DomainException">There is no such record yet, or the next ones are kept no more.</exception>
    public static async Task<ChangePage> RunAsync(
        IWorkspaceLog log, IWorkspaceView view, Member member, long after, int limit, CancellationToken cancellation = default)
    {
        var head = view.Picture.Sequence;
        if (after > head)
        {
            throw DomainException.Invalid("after", $"The workspace's log has not come to this record yet; its last one is {head}.");
        }

        if (after == head)
        {
            return new ChangePage([], after, head);
        }

        var records = await log.ReadLogAsync(view.WorkspaceId, after, limit, cancellation).ConfigureAwait(false);
        if (records.Count > 0 && records[0].Sequence > after + 1)
        {
            // What was deleted meanwhile would be missed for ever.
            throw DomainException.Invalid(
                "after", $"Changes are kept from record {records[0].Sequence} on: read what there is anew, and go on after record {head}.");
        }

        var seen = new List<VisibleChange>();
        foreach (var record in records.Take(limit))
        {
            after = record.Sequence;
            var change = VisibleChange.Of(view, member, record);
            if (change.Before is not null || change.After is not null)
            {
                seen.Add(change);
            }
        }

        return new ChangePage(seen, after, Math.Max(head, after));
    }
}
