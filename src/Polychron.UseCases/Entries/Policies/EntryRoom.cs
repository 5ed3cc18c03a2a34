using Polychron.Domain.Entries;
using Polychron.Domain.Entries.Policies;
using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries.Policies;

/// <summary>
/// What the workspace's rule for overlaps does before an entry is written. Where overlaps are allowed it costs nothing, else
/// one range read of the user's entries.
/// </summary>
internal static class EntryRoom
{
    /// <summary>
    /// Refuses the entry, or answers which others have to give way to it, and how. One that still runs takes up the time until
    /// now; how long it will run nobody knows, and to stop it is never refused.
    /// </summary>
    /// <exception cref="DomainException">The rule does not let it.</exception>
    public static async ValueTask<IReadOnlyList<(Entry Entry, Remains Remains)>> PlanAsync(
        IWorkspaceTransaction transaction, Entry entry)
    {
        var rule = transaction.Picture.Workspace?.EntryPolicy.Overlap ?? OverlapRule.Allow;
        var (start, end) = (entry.Start, entry.EndAt(transaction.Now));
        if (rule == OverlapRule.Allow || entry.IsDayOnly || end <= start)
        {
            return [];
        }

        var others = await ClearInterval.OverlappingAsync(
            transaction, entry.UserId, start, end, entry.Id == 0 ? null : entry.Id).ConfigureAwait(false);
        var cuts = others.ConvertAll(other => (Entry: other, Remains: Overlap.Cut(other, start, end, transaction.Now)));
        foreach (var (other, remains) in cuts)
        {
            EntryLock.Require(transaction.Picture, other);
            var isCutInTwo = remains is { Head: not null, Tail: not null };
            if (rule == OverlapRule.Reject || remains.IsEmpty || (isCutInTwo && rule == OverlapRule.Trim))
            {
                throw DomainException.Conflict(
                    Fields.Start,
                    $"This time overlaps the time entry {other.Id}, which the rules of this workspace do not allow.",
                    Reasons.EntryOverlaps);
            }
        }

        return cuts;
    }
}
