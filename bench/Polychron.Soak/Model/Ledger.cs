using System.Collections.Concurrent;

namespace Polychron.Soak.Model;

/// <summary>
/// What a workspace's server has acknowledged: each entry as it was last written, and those that were deleted. Every entry has
/// one writer, who is in doubt about at most one request at a time and settles it before the next.
/// </summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<long, EntryFacts> _entries = new();
    private readonly ConcurrentDictionary<long, byte> _deleted = new();
    private readonly ConcurrentQueue<long> _recent = new();
    private long _acknowledged;

    /// <summary>The entries that have to be there.</summary>
    public IReadOnlyDictionary<long, EntryFacts> Entries => _entries;

    /// <summary>The entries that must not be there any more.</summary>
    public IReadOnlyCollection<long> Deleted => [.. _deleted.Keys];

    /// <summary>How many changes of entries were acknowledged.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>An entry on which people race with If-Match, each raising the number in its title by one.</summary>
    public Counter Counter { get; } = new();

    /// <summary>The entries that were written last.</summary>
    public IReadOnlyList<long> Recent => [.. _recent];

    /// <summary>Notes an entry as the server acknowledged it.</summary>
    /// <exception cref="InvalidOperationException">The id is that of a deleted entry.</exception>
    public void Put(long id, EntryFacts facts)
    {
        if (_deleted.ContainsKey(id))
        {
            throw new InvalidOperationException($"Entry {id} was deleted and is written again.");
        }

        _entries[id] = facts;
        Note(id);
    }

    public void Delete(long id)
    {
        _entries.TryRemove(id, out _);
        _deleted[id] = 0;
        Note(id);
    }

    private void Note(long id)
    {
        Interlocked.Increment(ref _acknowledged);
        _recent.Enqueue(id);
        while (_recent.Count > 200)
        {
            _recent.TryDequeue(out _);
        }
    }
}

/// <summary>How often a number was raised: surely, and perhaps.</summary>
internal sealed class Counter
{
    private int _sure;
    private int _perhaps;
    private int _lost;

    /// <summary>The entry's id.</summary>
    public long EntryId { get; set; }

    public int Sure => Volatile.Read(ref _sure);

    public int Perhaps => Volatile.Read(ref _perhaps);

    /// <summary>How often someone else was faster (412).</summary>
    public int Conflicts => Volatile.Read(ref _lost);

    public void Raised() => Interlocked.Increment(ref _sure);

    public void MayBeRaised() => Interlocked.Increment(ref _perhaps);

    public void Refused() => Interlocked.Increment(ref _lost);
}
