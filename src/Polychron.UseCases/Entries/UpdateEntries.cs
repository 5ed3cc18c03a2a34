using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.UseCases.Entries.Policies;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>Makes the same changes to several entries, all of them or none, in one atomic write.</summary>
public static class UpdateEntries
{
    /// <summary>What to change.</summary>
    public sealed record Command
    {
        /// <summary>The entries: 1 to <see cref="EntryLimits.MaxBatch"/>; one named twice counts once.</summary>
        public required IReadOnlyList<long> Ids { get; init; }

        /// <summary>The changes; clock times are not among those that make sense for several.</summary>
        public required EntryChanges Changes { get; init; }

        /// <summary>Whether entries of colleagues are meant too.</summary>
        public bool AllowOtherUsers { get; init; }
    }

    /// <summary>Runs it. Returns the entries after the change, in the order in which they were named.</summary>
    /// <exception cref="DomainException">An entry does not exist or is not the caller's to change, or a value is not acceptable.</exception>
    public static async ValueTask<IReadOnlyList<Entry>> RunAsync(IWorkspaceTransaction transaction, Command command)
    {
        var member = Permit.Writer(transaction);
        if (command.Ids.Count is 0 or > EntryLimits.MaxBatch)
        {
            throw DomainException.Invalid(Fields.Entries, $"Name 1 to {EntryLimits.MaxBatch} time entries.");
        }

        await transaction.LoadEntriesAsync(command.Ids.ToHashSet()).ConfigureAwait(false);
        var seen = new HashSet<long>(command.Ids.Count);
        var found = new List<Entry>(command.Ids.Count);
        var errors = new List<FieldError>();
        for (var i = 0; i < command.Ids.Count; i++)
        {
            if (!seen.Add(command.Ids[i]))
            {
                continue;
            }

            var entry = await transaction.FindEntryAsync(command.Ids[i]).ConfigureAwait(false);
            if (entry is null || !Permit.Sees(transaction.Picture, member, entry))
            {
                errors.Add(new($"{Fields.Entries}.{i}", "The selected time entry does not exist."));
                continue;
            }

            if (entry.UserId != member.Id && !(Permit.EditsEveryone(member) && command.AllowOtherUsers))
            {
                throw Permit.EditsEveryone(member)
                    ? DomainException.Unconfirmed(
                        Fields.Users, "Some of these time entries belong to other users; allow editing other users to change them.")
                    : DomainException.Forbidden("You may not change the time entries of other users.");
            }

            found.Add(entry);
        }

        if (errors.Count > 0)
        {
            throw DomainException.Invalid(errors);
        }

        var changed = new List<Entry>(found.Count);
        foreach (var entry in found)
        {
            var after = command.Changes.Apply(transaction.Picture, member, entry, transaction.Now);
            changed.Add(await EntryWriter.UpdateAsync(transaction, entry, after).ConfigureAwait(false));
        }

        return changed;
    }
}
