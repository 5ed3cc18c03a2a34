using System.Collections.Immutable;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>The use cases that share a commit, and what they have changed.</summary>
/// <param name="start">What the first of them found: the state of the store, or what the group before will have left in it.</param>
/// <param name="maxRows">How many rows it may have, unless its first use case alone has more.</param>
internal sealed class WriteGroup(Uncommitted start, int maxRows)
{
    private readonly Uncommitted _start = start;
    private readonly List<(PendingWrite Pending, Exception? Refusal)> _members = [];
    private readonly List<LogRecord> _records = [];
    private readonly List<RowWrite> _extras = [];
    private readonly HashSet<(EntityKind Kind, long Id)> _sums = [];
    private bool _isFull;
    private int _rows;

    /// <summary>What the next use case finds.</summary>
    public Uncommitted State { get; private set; } = start;

    /// <summary>How many use cases it has, refused ones included.</summary>
    public int Count => _members.Count;

    /// <summary>How many records its commit appends to the log.</summary>
    public int Records => _records.Count;

    /// <summary>Whether it takes no more use cases.</summary>
    public bool IsFull => _isFull || _rows >= maxRows;

    /// <summary>Whether it changes nothing.</summary>
    public bool IsEmpty => _records.Count == 0 && _extras.Count == 0;

    /// <summary>Whether it ran on this picture.</summary>
    public bool IsOn(WorkspacePicture picture) => ReferenceEquals(_start.Picture, picture);

    /// <summary>
    /// An empty group on what this one leaves. It reads the store before this one is committed and after, and has to find the
    /// same: so it keeps what this one changed. What this one started with is in the store by now.
    /// </summary>
    public WriteGroup Next() => new(State.Without(_start), maxRows);

    /// <summary>Adds a use case that was refused.</summary>
    public void Refuse(PendingWrite pending, Exception refusal) => _members.Add((pending, refusal));

    /// <summary>Adds a use case's changes if there is room; the first one always has it, however large. If not, it is full.</summary>
    public void TryAdd(PendingWrite pending, WorkspaceTransaction transaction)
    {
        var sums = transaction.Records.SelectMany(WorkspaceRowPlanner.Tallies).Where(sum => !_sums.Contains(sum)).ToHashSet();
        var rows = transaction.Extras.Count + sums.Count + transaction.Records.Sum(WorkspaceRowPlanner.MaxRows);
        if (_rows > 0 && _rows + rows > maxRows)
        {
            _isFull = true;
            return;
        }

        _members.Add((pending, null));
        _records.AddRange(transaction.Records);
        _extras.AddRange(transaction.Extras);
        _sums.UnionWith(sums);
        _rows += rows;
        State = transaction.State;
    }

    /// <summary>What is to be written.</summary>
    public Commit ToCommit()
    {
        // A sum that the group's records changed is as of one of them.
        var users = new Dictionary<long, EntryTally>();
        var projects = new Dictionary<long, EntryTally>();
        foreach (var entry in _records.SelectMany(record => new[] { record.Before, record.After }).OfType<Entry>())
        {
            Take(State.Picture.UserTallies, entry.UserId, users);
            Take(State.Picture.ProjectTallies, entry.ProjectId ?? 0, projects);
        }

        return new Commit(
            _records, new Tallies(users, projects), _extras, State.Picture.LongestSpan.BclCompatibleTicks / 10);

        void Take(ImmutableDictionary<long, EntryTally> all, long key, Dictionary<long, EntryTally> changed)
        {
            if (all.TryGetValue(key, out var tally) && tally.AsOf > _start.Picture.Sequence)
            {
                changed[key] = tally;
            }
        }
    }

    /// <summary>None of the changes was made: every use case that made some is refused.</summary>
    public void RefuseAll(Exception refusal)
    {
        for (var i = 0; i < _members.Count; i++)
        {
            _members[i] = (_members[i].Pending, _members[i].Refusal ?? refusal);
        }
    }

    /// <summary>Tells the callers what has become of their use cases.</summary>
    public void Complete()
    {
        foreach (var (pending, refusal) in _members)
        {
            if (refusal is null)
            {
                pending.Succeed();
            }
            else
            {
                pending.Fail(refusal);
            }
        }
    }
}
