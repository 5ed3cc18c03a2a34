using NodaTime;
using Polychron.Domain.Budgets;
using Polychron.Domain.Log;

namespace Polychron.UseCases.Ports.Log;

/// <summary>
/// A use case's hold on a workspace: what it reads includes what it has written so far, and what waiting use cases that
/// share its commit wrote before it.
/// </summary>
public interface IWorkspaceTransaction : IWorkspaceView
{
    /// <summary>The moment of the write, whole microseconds.</summary>
    Instant Now { get; }

    /// <summary>The user who acts; 0 for the operator or the system.</summary>
    long ActorId { get; }

    /// <summary>
    /// Creates an entity from a draft. Its id is the sequence number of its record, or the given one for things that the
    /// directory numbers. Returns it with its id, version and times.
    /// </summary>
    T Create<T>(T draft, long? id = null)
        where T : Entity;

    /// <summary>Changes an entity; one that is equal to what it was writes nothing. Returns it with its new version and time.</summary>
    T Update<T>(T before, T after)
        where T : Entity;

    /// <summary>Deletes an entity; its last image stays in the log.</summary>
    void Delete(Entity entity);

    /// <summary>
    /// Reads the entries of several ids ahead, so that finding them one by one costs no further read: a range query for those
    /// whose ids are close to each other, all of them at once. What is not there is remembered too.
    /// </summary>
    ValueTask LoadEntriesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation = default);

    /// <summary>Adds a sum that was read to the picture, which keeps it up from then on if this transaction is committed. It writes nothing.</summary>
    void Learn(BudgetWindow window);

    /// <summary>The reply stored under a key less than its lifetime ago, or null: one point read.</summary>
    ValueTask<StoredReply?> FindReplyAsync(ReplyKey key, CancellationToken cancellation = default);

    /// <summary>Stores a reply in the same commit as the write that it answers.</summary>
    void StoreReply(ReplyKey key, StoredReply reply);

    /// <summary>
    /// Notes the rows of an imported file that this write has made into entries, in the same commit: at most once in a
    /// transaction, after a change, at most <see cref="ImportedRows.MaxIds"/>.
    /// </summary>
    void NoteImported(IReadOnlyList<UInt128> ids);
}
