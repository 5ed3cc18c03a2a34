using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries.Policies;

/// <summary>
/// The one way in which use cases write entries, so that a workspace's rules for them (see
/// <see cref="Domain.Entries.Policies.EntryPolicy"/>) hold whichever dialect a write comes through. A refusal comes before
/// anything is changed, so that what else is in the transaction may go on.
/// </summary>
internal static class EntryWriter
{
    /// <summary>Creates an entry.</summary>
    /// <exception cref="DomainException">The workspace's rules do not let it.</exception>
    public static async ValueTask<Entry> CreateAsync(IWorkspaceTransaction transaction, Entry draft)
    {
        EntryLock.Require(transaction.Picture, draft);
        RequiredParts.Check(transaction.Picture, null, draft);
        GiveWay(transaction, await EntryRoom.PlanAsync(transaction, draft).ConfigureAwait(false));
        return transaction.Create(draft);
    }

    /// <summary>Changes an entry; one that is equal to what it was is not written and not refused.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="before">The entry as it is.</param>
    /// <param name="after">The entry as it becomes.</param>
    /// <param name="first">What is to be written before it, once nothing refuses it any more.</param>
    /// <exception cref="DomainException">The workspace's rules do not let it.</exception>
    public static async ValueTask<Entry> UpdateAsync(
        IWorkspaceTransaction transaction, Entry before, Entry after, Action? first = null)
    {
        if (before == after)
        {
            return before;
        }

        // Both, so that nothing is moved out of the locked days or into them.
        EntryLock.Require(transaction.Picture, before);
        EntryLock.Require(transaction.Picture, after);
        RequiredParts.Check(transaction.Picture, before, after);
        var isElsewhere = before.Start != after.Start || before.End != after.End
            || before.UserId != after.UserId || before.IsDayOnly != after.IsDayOnly;
        var room = isElsewhere ? await EntryRoom.PlanAsync(transaction, after).ConfigureAwait(false) : [];
        if (first is not null)
        {
            first();

            // What was written may be one of those that give way.
            room = room.Count > 0 ? await EntryRoom.PlanAsync(transaction, after).ConfigureAwait(false) : room;
        }

        GiveWay(transaction, room);
        return transaction.Update(before, after);
    }

    /// <summary>Changes nothing but values that neither overlaps nor required parts depend on, in a day that is not locked.</summary>
    /// <exception cref="DomainException">The entry is locked.</exception>
    public static Entry Amend(IWorkspaceTransaction transaction, Entry before, Entry after)
    {
        EntryLock.Require(transaction.Picture, before);
        return transaction.Update(before, after);
    }

    /// <summary>Deletes an entry.</summary>
    /// <exception cref="DomainException">The entry is locked.</exception>
    public static void Delete(IWorkspaceTransaction transaction, Entry entry)
    {
        EntryLock.Require(transaction.Picture, entry);
        transaction.Delete(entry);
    }

    /// <summary>Ends a timer's run. No rule refuses it: a run that cannot be ended would go on counting.</summary>
    public static Entry Stop(IWorkspaceTransaction transaction, Entry running, Entry stopped) =>
        transaction.Update(running, stopped);

    /// <summary>Puts what is left of an entry in its place after an interval was cut out of it.</summary>
    /// <exception cref="DomainException">The entry is locked.</exception>
    public static void GiveWay(IWorkspaceTransaction transaction, Entry entry, Remains remains)
    {
        EntryLock.Require(transaction.Picture, entry);
        if (remains.IsEmpty)
        {
            transaction.Delete(entry);
        }
        else if (remains is { Head: { } head, Tail: { } tail })
        {
            // The part that keeps the id: of a running entry the one that runs on, else the first.
            transaction.Update(entry, tail.IsRunning ? tail : head);
            transaction.Create(tail.IsRunning ? head : tail);
        }
        else
        {
            transaction.Update(entry, remains.Head ?? remains.Tail!);
        }
    }

    private static void GiveWay(IWorkspaceTransaction transaction, IReadOnlyList<(Entry Entry, Remains Remains)> room)
    {
        foreach (var (entry, remains) in room)
        {
            GiveWay(transaction, entry, remains);
        }
    }
}
