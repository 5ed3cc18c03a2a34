using Polychron.Soak.Checks;
using Polychron.Soak.Dialects;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Load;

/// <summary>
/// A person at work, one request after the other, through whichever dialect: creates, changes, deletes, and reads back. All
/// entries of this person are written here alone, so what they are is known to the last reply.
/// </summary>
internal sealed class Worker
{
    private readonly Space _space;
    private readonly Person _who;
    private readonly Wire _wire;
    private readonly Findings _findings;
    private readonly Random _random;
    private readonly Drafts _drafts;
    private readonly Doubts _doubts;
    private readonly List<long> _own = [];
    private readonly TimerWork _timers;
    private readonly BatchWork _batches;
    private readonly ConditionWork _conditions;
    private readonly ReadWork _reads;
    private readonly ImportWork? _imports;
    private readonly OwnerWork? _owner;

    public Worker(Space space, Person who, int number, Wire wire, Findings findings, int seed)
    {
        (_space, _who, _wire, _findings) = (space, who, wire, findings);
        _random = new Random(seed);
        _drafts = new Drafts(space, who, $"w{number}", _random);
        _doubts = new Doubts(wire, _random, $"w{number}-{seed}");
        var scene = new Scene(space, who, wire, findings, _random, _drafts, _doubts, _own);
        _timers = new TimerWork(scene);
        _batches = new BatchWork(scene);
        _conditions = new ConditionWork(scene);
        _reads = new ReadWork(scene);
        (_imports, _owner) = who == space.Workers[0] ? (new ImportWork(scene), new OwnerWork(scene)) : (null, null);
    }

    /// <summary>How many lost replies were looked up.</summary>
    public int LookedUp => _doubts.LookedUp;

    /// <summary>How many rows were imported; only one person of a workspace does that.</summary>
    public int RowsImported => _imports?.Rows ?? 0;

    public int ReportsCompared => _reads.Reports.Compared;

    public int ReportsFromCells => _reads.Reports.FromCells;

    /// <summary>Works while the gate is open, until told to stop.</summary>
    public async Task RunAsync(Pace pace, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await pace.NextAsync(stop);
                await StepAsync(pace.IsBurst);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop, between two steps.
        }
    }

    /// <summary>Stops the timer that may run, so that all sums stand still.</summary>
    public Task EndAsync() => _timers.StopAsync();

    private async Task StepAsync(bool isBurst)
    {
        // An end of the server is near: it is to meet the writes that take longest.
        var dice = isBurst && _imports is not null ? _random.Next(80, 82) : _random.Next(100);
        try
        {
            await (dice switch
            {
                < 28 => CreateAsync(),
                < 50 => UpdateAsync(),
                < 59 => DeleteAsync(),
                < 68 => _timers.StepAsync(),
                < 73 => _batches.StepAsync(),
                < 80 => _conditions.StepAsync(),
                80 when _imports is not null => _imports.StepAsync(),
                81 when _owner is not null => _owner.StepAsync(),
                _ => _reads.StepAsync(_timers.IsRunning),
            });
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or NullReferenceException or FormatException or System.Text.Json.JsonException)
        {
            _findings.Add("answer not understood", $"{_who.Email}: {wrong.Message}");
        }
    }

    private async Task CreateAsync()
    {
        var facts = _drafts.Entry();
        var dialect = Pick(dialect => dialect.CanCreate(facts));
        var request = dialect.Create(_space, _who, facts);
        if (await _doubts.OnceAsync(request) is { } answer)
        {
            Acknowledge(request, answer, dialect, facts, null);
            return;
        }

        // Made or not: the second in which it begins tells.
        var found = (await _wire.RepeatAsync(TimetherDialect.AtSecond(_space, _who, facts.Start))).Json["data"]!.AsArray()
            .Select(entry => TimetherDialect.Instance.Read(entry!)).Where(entry => entry.Facts.Title == facts.Title).ToList();
        if (found.Count > 1)
        {
            _findings.Add("one creation, several entries", $"{request}: {string.Join(", ", found.Select(entry => entry.Id))}");
        }

        foreach (var entry in found)
        {
            Settle(request, entry, facts);
            _own.Add(entry.Id);
        }
    }

    private async Task UpdateAsync()
    {
        if (PickOwn() is not { } id)
        {
            await CreateAsync();
            return;
        }

        var before = _space.Ledger.Entries[id];
        var after = _drafts.Changed(before);
        var dialect = Pick(dialect => dialect.CanUpdate(before, after));
        var request = dialect.Update(_space, _who, id, before, after);
        if (await _doubts.OnceAsync(request) is { } answer)
        {
            Acknowledge(request, answer, dialect, after, id);
            return;
        }

        var shown = await _wire.RepeatAsync(TimetherDialect.Instance.Show(_space, _who, id));
        if (shown.Status != 200)
        {
            _findings.Add("acknowledged entry missing", $"{id} after {request}: {shown}");
            return;
        }

        var view = TimetherDialect.Instance.ReadReply(shown);
        if (view.DifferenceTo(before) is not null)
        {
            Settle(request, view, after);
        }
    }

    private async Task DeleteAsync()
    {
        // Fewer go than come, so that history grows.
        if (PickOwn() is not { } id)
        {
            return;
        }

        var dialect = Pick(_ => true);
        var request = dialect.Delete(_space, _who, id);
        if (await _doubts.OnceAsync(request) is { } answer)
        {
            if (!answer.IsSuccess)
            {
                _findings.Add("write refused", $"{request} -> {answer}");
                return;
            }
        }
        else if ((await _wire.RepeatAsync(TimetherDialect.Instance.Show(_space, _who, id))).Status == 200)
        {
            return;
        }

        _space.Ledger.Delete(id);
        _own.Remove(id);
    }

    /// <summary>Notes what an answer acknowledges, after it has been held against what was asked.</summary>
    private void Acknowledge(WireRequest request, WireAnswer answer, Dialect dialect, EntryFacts facts, long? id)
    {
        if (!answer.IsSuccess)
        {
            _findings.Add("write refused", $"{request} -> {answer}");
            return;
        }

        var view = dialect.ReadReply(answer);
        if (view.DifferenceTo(facts) is { } difference)
        {
            _findings.Add("reply is not what was asked for", $"{request}: {difference}");
        }

        _space.Ledger.Put(view.Id, facts);
        if (id is null)
        {
            _own.Add(view.Id);
        }
    }

    /// <summary>Takes what became of a write whose reply was lost: all of it, or a finding.</summary>
    private void Settle(WireRequest request, EntryView found, EntryFacts asked)
    {
        if (found.DifferenceTo(asked) is { } difference)
        {
            _findings.Add("half a write", $"{request}: {difference}");
        }

        _space.Ledger.Put(found.Id, asked);
    }

    private Dialect Pick(Func<Dialect, bool> can)
    {
        var able = Dialect.All.Where(can).ToList();
        return able[_random.Next(able.Count)];
    }

    private long? PickOwn() => _own.Count == 0 ? null : _own[_random.Next(_own.Count)];
}

/// <summary>What the kinds of work of one person share.</summary>
internal sealed record Scene(
    Space Space, Person Who, Wire Wire, Findings Findings, Random Random, Drafts Drafts, Doubts Doubts, List<long> Own)
{
    public Ledger Ledger => Space.Ledger;
}
