using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.UseCases.Entries.Policies;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Rates;

/// <summary>Which existing entries take on a new rate.</summary>
public enum RerateScope
{
    /// <summary>None: they keep the rate they were written with.</summary>
    None,

    /// <summary>Those that are not billed.</summary>
    Unbilled,

    /// <summary>All.</summary>
    All,
}

/// <summary>
/// How far a change of rates has come: this entry and those before it in the order of the range are done. It moves on with
/// each write, so that two changes to different rates come to their ends whatever each does to the other's entries.
/// </summary>
/// <param name="Start">The start of the last entry that was looked at.</param>
/// <param name="Id">Its id.</param>
public sealed record RerateCursor(Instant Start, long Id);

/// <summary>Gives entries new rates, newest first, in writes of a size that the store takes. Entries of locked days keep theirs.</summary>
public static class RerateEntries
{
    /// <summary>How many entries one write changes at most.</summary>
    public const int MaxInWrite = 100;

    /// <summary>Changes entries until there are no more, which answers null, or the write is full.</summary>
    internal static async ValueTask<RerateCursor?> RunAsync(
        IWorkspaceTransaction transaction,
        EntryScan scan,
        Func<Entry, long?> newRate,
        RerateScope scope,
        RerateCursor? cursor)
    {
        var wrong = new List<(Entry Entry, long Rate)>();
        RerateCursor? last = cursor;
        RerateCursor? next = null;
        scan = cursor is null ? scan : scan with { After = (cursor.Start, cursor.Id) };
        await foreach (var page in transaction.ScanEntriesAsync(scan).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                if (newRate(entry) is { } rate && entry.HourRate != rate
                    && !EntryLock.Holds(transaction.Picture, entry)
                    && !(scope == RerateScope.Unbilled && entry.BillingStatus is BillingStatus.Billed or BillingStatus.Paid))
                {
                    if (wrong.Count == MaxInWrite)
                    {
                        next = last;
                        break;
                    }

                    wrong.Add((entry, rate));
                }

                last = new RerateCursor(entry.Start, entry.Id);
            }

            if (next is not null)
            {
                break;
            }
        }

        foreach (var (entry, rate) in wrong)
        {
            EntryWriter.Amend(transaction, entry, entry with { HourRate = rate, UpdaterUserId = transaction.ActorId });
        }

        return next;
    }
}
