using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>Finds an entry that the caller sees.</summary>
public static class FindEntry
{
    /// <summary>
    /// The entry of an id. One of a colleague is only for those who see everyone's, and only if they name its user, so that
    /// nobody touches a colleague's time by accident (Timing, "Show time entry", parameter other_user_id).
    /// </summary>
    /// <param name="view">The workspace.</param>
    /// <param name="member">The caller.</param>
    /// <param name="id">The entry.</param>
    /// <param name="namedUserId">The user whom the caller names as the entry's, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DomainException">There is none for this member, or its user is not named or is another one.</exception>
    public static async ValueTask<Entry> RunAsync(
        IWorkspaceView view, Member member, long id, long? namedUserId, CancellationToken cancellation = default)
    {
        var entry = await VisibleAsync(view, member, id, cancellation).ConfigureAwait(false);
        if (namedUserId is { } named && named != entry.UserId)
        {
            throw DomainException.Invalid(Fields.User, "The time entry does not belong to this user.");
        }

        return entry.UserId == member.Id || namedUserId is not null
            ? entry
            : throw DomainException.Unconfirmed(
                Fields.User, "This time entry belongs to another user; name that user to confirm that you mean it.");
    }

    /// <summary>The entry of an id, whether or not it is the caller's own.</summary>
    /// <exception cref="DomainException">There is none for this member.</exception>
    public static async ValueTask<Entry> VisibleAsync(
        IWorkspaceView view, Member member, long id, CancellationToken cancellation = default)
    {
        var entry = await view.FindEntryAsync(id, cancellation).ConfigureAwait(false);
        return entry is not null && Permit.Sees(view.Picture, member, entry)
            ? entry
            : throw DomainException.NotFound("Time entry");
    }

    /// <summary>The entry of an id, to change it.</summary>
    internal static async ValueTask<Entry> ForChangeAsync(
        IWorkspaceTransaction transaction, long id, long? namedUserId, bool allowsOtherUsers, Func<Entry, bool>? precondition)
    {
        var member = Permit.Writer(transaction);
        var entry = allowsOtherUsers
            ? await VisibleAsync(transaction, member, id).ConfigureAwait(false)
            : await RunAsync(transaction, member, id, namedUserId).ConfigureAwait(false);
        if (!Permit.Edits(transaction.Picture, member, entry))
        {
            throw DomainException.Forbidden("You may not change the time entries of other users.");
        }

        return precondition?.Invoke(entry) == false ? throw DomainException.PreconditionFailed() : entry;
    }
}
