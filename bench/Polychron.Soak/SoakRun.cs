using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Polychron.Soak.Checks;
using Polychron.Soak.Hooks;
using Polychron.Soak.Load;
using Polychron.Soak.Server;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak;

/// <summary>The whole: a world, people at work in it, ends of the server, and the checks.</summary>
internal sealed class SoakRun : IAsyncDisposable
{
    private readonly SoakOptions _options;
    private readonly TextWriter _output;
    private readonly Random _random;
    private readonly Findings _findings;
    private readonly string _folder;
    private readonly TextWriter _log;
    private readonly Lives _lives;
    private readonly Wire _wire;
    private readonly Gate _work = new();
    private readonly Pace _pace;
    private readonly MemorySamples _memory;
    private readonly Inspection _inspection;
    private readonly SoakReport _report;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public SoakRun(SoakOptions options, TextWriter output)
    {
        (_options, _output) = (options, TextWriter.Synchronized(output));
        _random = new Random(options.Seed);
        _findings = new Findings(_output);
        _folder = options.Folder is { } folder ? Directory.CreateDirectory(folder).FullName : Directory.CreateTempSubdirectory("polychron-soak-").FullName;
        _log = TextWriter.Synchronized(new StreamWriter(LogFile) { AutoFlush = true });
        _lives = new Lives(_folder, _log, _findings);
        _wire = new Wire(_lives, _findings);
        _pace = new Pace(_work, options.Rate, options.Connections);
        _memory = new MemorySamples(_lives);
        _inspection = new Inspection(_wire, _findings, _random);
        _report = new SoakReport(_lives, _wire, _memory, _findings);
    }

    private string LogFile => Path.Combine(_folder, "server.log");

    private string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Runs it.</summary>
    public async Task<SoakResult> RunAsync()
    {
        Say($"seed {_options.Seed}, {_options.Minutes} min, an end of the server every {_options.KillEvery} min, {_options.Connections} connections, {_options.Rate} requests a second, in {_folder}");
        List<string> report;
        try
        {
            report = [$"seed {_options.Seed}, in {_folder}", .. await RunWorldAsync()];
        }
        finally
        {
            await DisposeAsync();
        }

        await File.WriteAllLinesAsync(Path.Combine(_folder, "memory.csv"), _memory.Lines);
        var warnings = LogCheck.Read(File.ReadLines(LogFile), _findings);
        report.Add($"log: {(warnings.Count == 0 ? "no warnings" : string.Join(", ", warnings.Select(kind => $"{kind.Value} warnings of {kind.Key}")))}");
        var result = new SoakResult([.. _findings.Lines], report, _lives.Kills + _lives.Terminations);
        report.ForEach(Say);
        foreach (var line in result.Findings)
        {
            Say(line);
        }

        Say(result.Passed ? "PASS" : $"FAIL: {_findings.Count} findings with seed {_options.Seed}; the store and the log are in {_folder}");
        if (result.Passed && _options.Folder is null)
        {
            Directory.Delete(_folder, recursive: true);
        }

        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await _lives.DisposeAsync();
        await _log.DisposeAsync();
    }

    private async Task<IReadOnlyList<string>> RunWorldAsync()
    {
        await _lives.StartAsync();
        var spaces = await BuildAsync();
        using var hooks = new HookListeners(_wire, _findings);
        await hooks.SubscribeAsync(spaces);
        var crew = new Crew(
            spaces,
            [.. Enumerable.Range(0, _options.Connections).Select(number => Employ(spaces[number % spaces.Count], number, number / spaces.Count))],
            [.. spaces.Select(space => new ChangeFollower(space, _wire, _findings))],
            hooks);

        var size = DataBytes();
        await LoadAsync(crew);
        var growth = DataBytes() - size;
        Say("the load has ended; checking");
        foreach (var person in crew.People)
        {
            await person.EndAsync();
        }

        _options.Plant?.Invoke(spaces);
        await _inspection.CheckAsync(crew, TimeSpan.FromMinutes(_options.DrainMinutes));
        return _report.Lines(crew, _inspection.Reports, growth);
    }

    private async Task<IReadOnlyList<Space>> BuildAsync()
    {
        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        var spaces = await new WorldBuilder(_wire, new SoakDays(today)).BuildAsync(_options.Connections);
        foreach (var space in spaces)
        {
            await ConditionWork.AddCounterAsync(_wire, space);
        }

        return spaces;
    }

    private Worker Employ(Space space, int number, int desk) =>
        new(space, space.Workers[desk], number, _wire, _findings, _options.Seed + number);

    /// <summary>Lets everyone work, with ends of the server in between, until the time is over.</summary>
    private async Task LoadAsync(Crew crew)
    {
        using var stopped = new CancellationTokenSource();
        List<Task> work = [.. crew.People.Select(person => person.RunAsync(_pace, stopped.Token))];
        using var watched = new CancellationTokenSource();
        List<Task> watch =
            [_memory.RunAsync(watched.Token), TellAsync(crew, watched.Token), .. crew.Followers.Select(follower => follower.RunAsync(stopped.Token))];

        _work.Open();
        await new Endings(_options, _lives, _work, _pace, _random, _findings).RunAsync(work, () => _inspection.LookAsync(crew.Spaces));
        await stopped.CancelAsync();
        await Task.WhenAll(work);
        await watched.CancelAsync();
        await Task.WhenAll(watch);
    }

    private async Task TellAsync(Crew crew, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(30), stop);
                Say(_report.Progress(crew));
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private long DataBytes() => Directory.Exists(DataFolder)
        ? new DirectoryInfo(DataFolder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
        : 0;

    private void Say(string text) => _output.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed:hh\\:mm\\:ss} {text}"));
}
