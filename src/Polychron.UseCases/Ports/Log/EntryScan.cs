using NodaTime;
using Polychron.Domain.Entries;

namespace Polychron.UseCases.Ports.Log;

/// <summary>Which index of entries to read.</summary>
public enum EntryIndex
{
    /// <summary>Everyone's entries.</summary>
    Everyone,

    /// <summary>The entries of one user.</summary>
    User,

    /// <summary>The entries of one project; 0 for those without a project.</summary>
    Project,
}

/// <summary>A range of entries, newest start first.</summary>
/// <param name="Index">Which index to read.</param>
/// <param name="Key">The user or project of the index; not used for everyone's.</param>
public readonly record struct EntryScan(EntryIndex Index, long Key = 0)
{
    /// <summary>The earliest start, inclusive; null for no bound.</summary>
    public Instant? From { get; init; }

    /// <summary>The end of the starts, exclusive; null for no bound.</summary>
    public Instant? To { get; init; }

    /// <summary>Only what comes after the entry of this start and id in the order of the range; null for all of it.</summary>
    public (Instant Start, long Id)? After { get; init; }

    /// <summary>About how many entries the caller wants in a page, from 1 to 1,000.</summary>
    public int PageSize { get; init; } = Tables.TableLimits.MaxPageRows;

    /// <summary>Whether an entry is in the range.</summary>
    public bool Contains(Entry entry) =>
        (From is null || entry.Start >= From)
        && (To is null || entry.Start < To)
        && (After is not var (start, id) || entry.Start < start || (entry.Start == start && entry.Id < id))
        && Index switch
        {
            EntryIndex.User => entry.UserId == Key,
            EntryIndex.Project => (entry.ProjectId ?? 0) == Key,
            _ => true,
        };
}
