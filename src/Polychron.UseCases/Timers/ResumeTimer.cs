using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.UseCases.Entries.Policies;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Timers;

/// <summary>
/// Starts the timer of an entry that is there, and stops its user's running one in the same write. Its clock times and its
/// duration so far stay; the run adds to the duration when it ends.
/// </summary>
public static class ResumeTimer
{
    /// <summary>Runs it; an entry that runs already stays as it is.</summary>
    /// <exception cref="DomainException">There is no such entry, or the caller may not.</exception>
    public static async ValueTask<Entry> RunAsync(IWorkspaceTransaction transaction, long id, string? origin = null)
    {
        var entry = await FindEntry.ForChangeAsync(transaction, id, null, allowsOtherUsers: true, null).ConfigureAwait(false);
        if (entry.IsRunning)
        {
            return entry;
        }

        EntryLock.Require(transaction.Picture, entry);
        if (transaction.Picture.Running.GetValueOrDefault(entry.UserId) is { } running)
        {
            StopTimer.Stop(transaction, running, transaction.Now, origin);
        }

        return EntryWriter.Amend(transaction, entry, entry with
        {
            TimerStartedAt = transaction.Now,
            IsEstimate = false,
            UpdaterUserId = transaction.ActorId,
            UpdatedFrom = origin ?? entry.UpdatedFrom,
        });
    }
}
