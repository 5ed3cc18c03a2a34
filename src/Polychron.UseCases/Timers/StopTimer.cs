using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
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
    public static Entry Run(IWorkspaceTransaction transaction)
    {
        var member = Permit.Writer(transaction);
        return transaction.Picture.Running.GetValueOrDefault(member.Id) is { } running
            ? Stop(transaction, running, transaction.Now)
            : throw DomainException.Missing(NoneRuns);
    }

    /// <summary>Ends a running entry; never before it started, whatever the clock says.</summary>
    internal static Entry Stop(IWorkspaceTransaction transaction, Entry running, Instant end)
    {
        end = Instant.Max(running.TimerStartedAt ?? running.Start, end);
        return transaction.Update(running, running with
        {
            // Clock times that were there before the timer was started again stay; the run adds to the duration.
            End = running.End ?? end,
            TimerStartedAt = null,
            TimerStoppedAt = end,
            DurationSeconds = running.SecondsAt(end),
        });
    }
}
