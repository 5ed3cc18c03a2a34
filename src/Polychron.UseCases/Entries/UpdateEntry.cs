using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.UseCases.Entries.Policies;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Timers;

namespace Polychron.UseCases.Entries;

/// <summary>Changes an entry.</summary>
public static class UpdateEntry
{
    /// <summary>What to change.</summary>
    public sealed record Command
    {
        /// <summary>The entry.</summary>
        public required long Id { get; init; }

        /// <summary>The user whom the caller names as the entry's; needed for a colleague's.</summary>
        public long? NamedUserId { get; init; }

        /// <summary>Whether an entry of a colleague is meant too, without naming its user.</summary>
        public bool AllowOtherUsers { get; init; }

        /// <summary>The changes.</summary>
        public required EntryChanges Changes { get; init; }

        /// <summary>Whether, if its clock times change, the user's other entries make room in the same write.</summary>
        public bool ReplaceExisting { get; init; }

        /// <summary>A condition on the entry as it stands, or null.</summary>
        public Func<Entry, bool>? Precondition { get; init; }
    }

    /// <summary>Runs it. What it refuses, it refuses before it changes anything.</summary>
    /// <exception cref="DomainException">There is no such entry, the caller may not, or a value is not acceptable.</exception>
    public static async ValueTask<Entry> RunAsync(IWorkspaceTransaction transaction, Command command)
    {
        var before = await FindEntry.ForChangeAsync(
            transaction, command.Id, command.NamedUserId, command.AllowOtherUsers, command.Precondition).ConfigureAwait(false);
        var member = Permit.Writer(transaction);
        var after = command.Changes.Apply(transaction.Picture, member, before, transaction.Now);
        if (after.IsRunning && after.Start != before.Start && after.Start > transaction.Now + EntryLimits.MaxTimerLead)
        {
            throw DomainException.Invalid(Fields.Start, "A timer cannot start in the future.");
        }

        if (command.ReplaceExisting && (after.Start != before.Start || after.End != before.End))
        {
            await ClearInterval.RunAsync(
                transaction, after.UserId, after.Start, after.EndAt(transaction.Now), after.Id).ConfigureAwait(false);
        }

        // Nobody has two timers: one that is handed to a colleague ends theirs.
        return await EntryWriter.UpdateAsync(transaction, before, after, () =>
        {
            if (after.IsRunning && after.UserId != before.UserId
                && transaction.Picture.Running.GetValueOrDefault(after.UserId) is { } running)
            {
                StopTimer.Stop(transaction, running, transaction.Now, command.Changes.Origin);
            }
        }).ConfigureAwait(false);
    }
}
