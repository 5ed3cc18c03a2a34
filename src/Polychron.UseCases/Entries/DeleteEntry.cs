using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.UseCases.Entries.Policies;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>Deletes an entry; a running one stops to be.</summary>
public static class DeleteEntry
{
    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">There is no such entry, or the caller may not.</exception>
    public static async ValueTask RunAsync(
        IWorkspaceTransaction transaction, long id, long? namedUserId, Func<Entry, bool>? precondition = null) =>
        EntryWriter.Delete(
            transaction,
            await FindEntry.ForChangeAsync(transaction, id, namedUserId, allowsOtherUsers: false, precondition).ConfigureAwait(false));

    /// <summary>The same for an entry of whoever it is.</summary>
    /// <exception cref="DomainException">There is no such entry, or the caller may not.</exception>
    public static async ValueTask OfAnyUserAsync(
        IWorkspaceTransaction transaction, long id, Func<Entry, bool>? precondition = null) =>
        EntryWriter.Delete(
            transaction,
            await FindEntry.ForChangeAsync(transaction, id, null, allowsOtherUsers: true, precondition).ConfigureAwait(false));
}
