using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.UseCases.Entries.Policies;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>Frees an interval of a user's other entries by trimming, splitting and removing them, in the transaction of the entry that takes the place.</summary>
internal static class ClearInterval
{
    private const int MaxEntries = 1_000;

    /// <summary>Frees [start, end) of everything but the entry <paramref name="exceptId"/>.</summary>
    public static async ValueTask RunAsync(
        IWorkspaceTransaction transaction, long userId, Instant start, Instant end, long? exceptId = null)
    {
        if (end <= start)
        {
            return;
        }

        foreach (var entry in await OverlappingAsync(transaction, userId, start, end, exceptId).ConfigureAwait(false))
        {
            EntryWriter.GiveWay(transaction, entry, Overlap.Cut(entry, start, end, transaction.Now));
        }
    }

    /// <summary>The user's entries that take up time of [start, end): one range query.</summary>
    /// <exception cref="DomainException">There are too many.</exception>
    public static async ValueTask<List<Entry>> OverlappingAsync(
        IWorkspaceTransaction transaction, long userId, Instant start, Instant end, long? exceptId)
    {
        var found = new List<Entry>();
        if (transaction.Picture.Running.GetValueOrDefault(userId) is { } running
            && running.Id != exceptId && Overlap.Exists(running, start, end))
        {
            found.Add(running);
        }

        // No entry is longer than the longest one ever seen, so one that overlaps cannot start earlier than this.
        var scan = new EntryScan(EntryIndex.User, userId) { From = start - transaction.Picture.LongestSpan, To = end };
        await foreach (var page in transaction.ScanEntriesAsync(scan).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                if (!entry.IsRunning && entry.Id != exceptId && Overlap.Exists(entry, start, end))
                {
                    found.Add(entry);
                }
            }

            if (found.Count > MaxEntries)
            {
                throw DomainException.TooLarge(
                    $"The interval overlaps more than {MaxEntries} entries; replace a shorter one, or delete them first.");
            }
        }

        return found;
    }
}
