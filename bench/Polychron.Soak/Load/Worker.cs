using Polychron.Soak.Checks;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Load;

/// <summary>
/// A person at work, one request after the other: draws what to do next. All entries of this person are written here alone, so
/// what they are is known to the last reply.
/// </summary>
internal sealed class Worker
{
    private readonly Person _who;
    private readonly Findings _findings;
    private readonly Random _random;
    private readonly Doubts _doubts;
    private readonly EntryWork _entries;
    private readonly TimerWork _timers;
    private readonly BatchWork _batches;
    private readonly ConditionWork _conditions;
    private readonly ReadWork _reads;
    private readonly ImportWork? _imports;
    private readonly OwnerWork? _owner;

    public Worker(Space space, Person who, int number, Wire wire, Findings findings, int seed)
    {
        (_who, _findings) = (who, findings);
        _random = new Random(seed);
        _doubts = new Doubts(wire, _random, $"w{number}-{seed}");
        var scene = new Scene(space, who, wire, findings, _random, new Drafts(space, who, $"w{number}", _random), _doubts, []);
        _entries = new EntryWork(scene);
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
                < 28 => _entries.CreateAsync(),
                < 50 => _entries.UpdateAsync(),
                < 59 => _entries.DeleteAsync(),
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
}
