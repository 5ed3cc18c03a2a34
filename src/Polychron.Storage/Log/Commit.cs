using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>What one commit writes.</summary>
/// <param name="Records">The changes, numbered on from the head's sequence; none where there are only extras.</param>
/// <param name="Tallies">The sums over entries, after the commit, that it changed.</param>
/// <param name="Extras">Further rows that are no part of the log's state: stored replies.</param>
/// <param name="LongestSpan">The longest interval of any entry, after the commit, in microseconds.</param>
internal sealed record Commit(
    IReadOnlyList<LogRecord> Records,
    Tallies Tallies,
    IReadOnlyList<RowWrite> Extras,
    long LongestSpan);

/// <summary>Sums over entries by user and by project.</summary>
internal sealed record Tallies(IReadOnlyDictionary<long, EntryTally> Users, IReadOnlyDictionary<long, EntryTally> Projects)
{
    /// <summary>No sums.</summary>
    public static Tallies None { get; } = new(new Dictionary<long, EntryTally>(), new Dictionary<long, EntryTally>());

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Users.Count == 0 && Projects.Count == 0;
}
