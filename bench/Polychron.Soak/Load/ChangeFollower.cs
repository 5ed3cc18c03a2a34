using System.Text.Json.Nodes;
using Polychron.Soak.Checks;
using Polychron.Soak.Dialects;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Load;

/// <summary>A change of the log.</summary>
internal readonly record struct Change(string Resource, string Type, long Id);

/// <summary>
/// A client that keeps a copy of a workspace's entries by the changes feed alone, through all ends of the server: from its
/// cursor on, never back.
/// </summary>
internal sealed class ChangeFollower(Space space, Wire wire, Findings findings)
{
    private readonly Dictionary<long, EntryView> _entries = [];
    private readonly Dictionary<long, Change> _changes = [];
    private long _next;

    /// <summary>The entries that the copy holds.</summary>
    public IReadOnlyDictionary<long, EntryView> Entries => _entries;

    /// <summary>The changes that it was told, by sequence number.</summary>
    public IReadOnlyDictionary<long, Change> Changes => _changes;

    /// <summary>The sequence number of the log's last record, as far as was read.</summary>
    public long Head { get; private set; }

    public Space Space => space;

    /// <summary>Follows the log until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(wait: 2);
            }
            catch (InvalidOperationException wrong)
            {
                findings.Add("changes feed", wrong.Message);
                return;
            }
        }
    }

    /// <summary>Reads until there is nothing more.</summary>
    public async Task CatchUpAsync()
    {
        do
        {
            await ReadAsync(wait: 0);
        }
        while (_next < Head);
    }

    private async Task ReadAsync(int wait)
    {
        var answer = await wire.RepeatAsync(TimetherDialect.Ask(
            space.Id, space.Owner, HttpMethod.Get, $"/changes?after={_next}&limit=200&wait={wait}"));
        if (answer.Status != 200)
        {
            throw new InvalidOperationException($"after {_next}: {answer}");
        }

        var json = answer.Json;
        Head = (long)json["head"]!;
        var last = _next;
        foreach (var change in json["data"]!.AsArray())
        {
            var sequence = (long)change!["sequence"]!;
            if (sequence <= last)
            {
                findings.Add("changes feed out of order", $"workspace {space.Id}: {sequence} after {last}");
            }

            last = sequence;
            Take(sequence, change);
        }

        _next = (long)json["next"]!;
        if (_next < last || _next > Head)
        {
            findings.Add("changes feed cursor", $"workspace {space.Id}: next {_next}, last {last}, head {Head}");
        }
    }

    private void Take(long sequence, JsonNode change)
    {
        var told = new Change((string)change["resource"]!, (string)change["type"]!, (long)change["id"]!);
        _changes[sequence] = told;
        if (told.Resource != "time_entries")
        {
            return;
        }

        var isKnown = _entries.ContainsKey(told.Id);
        if (told.Type == "created" ? isKnown || sequence != told.Id : !isKnown)
        {
            findings.Add("changes feed does not fit together", $"workspace {space.Id}, {sequence}: {told.Type} {told.Id}");
        }

        if (told.Type == "deleted")
        {
            _entries.Remove(told.Id);
        }
        else
        {
            _entries[told.Id] = TimetherDialect.Instance.Read(change["record"]!);
        }
    }
}
