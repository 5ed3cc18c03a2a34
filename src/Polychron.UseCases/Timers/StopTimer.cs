using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.UseCases.Entries.Policies;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Timers;

/// <summary>Stops the caller's running timer.</summary>
public static class StopTimer
{
    /// <summary>What is said where no timer runs (Timing, "Show running timer").</summary>
    public const string NoneRuns = "No running timer found.";

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">No timer runs, or the caller may not write.</exception>
    public static Entry Run(IWorkspaceTransaction transaction, string? origin = null)
    {
        var member = Permit.Writer(transaction);
        return transaction.Picture.Running.GetValueOrDefault(member.Id) is { } running
            ? Stop(transaction, running, transaction.Now, origin)
            : throw DomainException.Missing(NoneRuns);
    }

    /// <summary>Stops the timer of an entry, of whoever it is; one that does not run stays as it is.</summary>
    /// <exception cref="DomainException">There is no such entry, or the caller may not.</exception>
    public static async ValueTask<Entry> OfEntryAsync(IWorkspaceTransaction transaction, long id, string? origin = null)
    {
        var entry = await FindEntry.ForChangeAsync(transaction, id, null, allowsOtherUsers: true, null).ConfigureAwait(false);
        return entry.IsRunning ? Stop(transaction, entry, transaction.Now, origin) : entry;
    }

    /// <summary>Ends a running entry; never before it started, whatever the clock says.</summary>
    internal static Entry Stop(IWorkspaceTransaction transaction, Entry running, Instant end, string? origin = null)
    {
        end = Instant.Max(running.TimerStartedAt ?? running.Start, end);
        var seconds = running.SecondsAt(end);
        return EntryWriter.Stop(transaction, running, running with
        {
            // Clock times that were there before the timer was started again stay; the run adds to the duration, and so to
            // the end of a day without clock times.
            End = running.IsDayOnly ? running.Start + Duration.FromSeconds(seconds) : running.End ?? end,
            TimerStartedAt = null,
            TimerStoppedAt = end,
            DurationSeconds = seconds,
            UpdaterUserId = transaction.ActorId > 0 ? transaction.ActorId : running.UpdaterUserId,
            UpdatedFrom = origin ?? running.UpdatedFrom,
        });
    }
}
