using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Polychron.Soak.Checks;
using Polychron.Soak.Dialects;
using Polychron.Soak.Hooks;
using Polychron.Soak.Load;
using Polychron.Soak.Model;
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
    private readonly EntryCheck _entries;
    private readonly ReportCheck _reports;
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
        _entries = new EntryCheck(_wire, _findings);
        _reports = new ReportCheck(_wire, _findings);
    }

    private string LogFile => Path.Combine(_folder, "server.log");

    private string DataFile => Path.Combine(_folder, "data");

    /// <summary>Runs it.</summary>
    public async Task<SoakResult> RunAsync()
    {
        Say($"seed {_options.Seed}, {_options.Minutes} min, an end of the server every {_options.KillEvery} min, {_options.Connections} connections, {_options.Rate} requests a second, in {_folder}");
        List<string> report;
        try
        {
            report = await RunWorldAsync();
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

    private async Task<List<string>> RunWorldAsync()
    {
        await _lives.StartAsync();
        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        var spaces = await new WorldBuilder(_wire, new SoakDays(today)).BuildAsync(_options.Connections);
        foreach (var space in spaces)
        {
            await AddCounterAsync(space);
        }

        using var hooks = new HookListeners(_wire, _findings);
        await hooks.SubscribeAsync(spaces);
        using var stopped = new CancellationTokenSource();
        var followers = spaces.Select(space => new ChangeFollower(space, _wire, _findings)).ToList();
        var people = Enumerable.Range(0, _options.Connections).Select(number => new Worker(
            spaces[number % spaces.Count], spaces[number % spaces.Count].Workers[number / spaces.Count], number, _wire, _findings, _options.Seed + number)).ToList();
        var size = DataBytes();
        List<Task> work = [.. people.Select(person => person.RunAsync(_pace, stopped.Token))];
        using var watched = new CancellationTokenSource();
        List<Task> watch = [_memory.RunAsync(watched.Token), TellAsync(spaces, hooks, watched.Token), .. followers.Select(follower => follower.RunAsync(stopped.Token))];

        _work.Open();
        await DisturbAsync(spaces, work);
        await stopped.CancelAsync();
        await Task.WhenAll(work);
        await watched.CancelAsync();
        await Task.WhenAll(watch);
        var growth = DataBytes() - size;
        Say("the load has ended; checking");
        foreach (var person in people)
        {
            await person.EndAsync();
        }

        _options.Plant?.Invoke(spaces);
        await CheckAsync(spaces, followers, hooks);
        var writes = spaces.Sum(space => space.Ledger.Acknowledged);
        return
        [
            $"seed {_options.Seed}, in {_folder}",
            $"server: {_lives.Number} lives, {_lives.Kills} ended by kill -9, {_lives.Terminations} by SIGTERM; the slowest start took {_lives.SlowestStart.TotalSeconds:F1} s",
            $"requests: {_wire.Requests:N0} answered ({string.Join(", ", _wire.ByDialect.OrderBy(dialect => dialect.Key).Select(dialect => $"{dialect.Key} {dialect.Value:N0}"))}), {_wire.Lost} replies lost, {people.Sum(person => person.LookedUp)} of them looked up, the others repeated",
            $"writes: {writes:N0} changes of entries acknowledged, {spaces.Sum(space => space.Ledger.Entries.Count):N0} entries and {spaces.Sum(space => space.Ledger.Deleted.Count):N0} deleted ones at the end, {people.Sum(person => person.RowsImported):N0} rows imported",
            $"races: {spaces.Sum(space => space.Ledger.Counter.Sure)} raised numbers, {spaces.Sum(space => space.Ledger.Counter.Conflicts)} refused by If-Match",
            $"log: {followers.Sum(follower => follower.Head):N0} records, gap-free; changes feed followed through all ends",
            $"reports: {_reports.Compared + people.Sum(person => person.ReportsCompared)} compared with the entries, {_reports.FromCells + people.Sum(person => person.ReportsFromCells)} of them made of cells",
            $"webhooks: {hooks.Deliveries:N0} deliveries to {hooks.All.Count} listeners, {hooks.Missing(followers)} changes not told",
            $"store: {growth / 1024.0 / 1024.0:F1} MiB more, {(writes == 0 ? 0 : growth / writes):N0} bytes a change",
            .. MemoryCheck.Judge(_memory.All, _findings),
        ];
    }

    /// <summary>Ends the server again and again, and looks at what there is each time before the work goes on.</summary>
    private async Task DisturbAsync(IReadOnlyList<Space> spaces, IReadOnlyList<Task> work)
    {
        var total = TimeSpan.FromMinutes(_options.Minutes);
        var every = TimeSpan.FromMinutes(_options.KillEvery);
        var begin = _clock.Elapsed;
        while (true)
        {
            var wait = every * (2.0 / 3 + (_random.NextDouble() * 2 / 3));
            if (_clock.Elapsed - begin + wait > total * 2 / 3)
            {
                break;
            }

            await Task.Delay(wait);
            _pace.IsBurst = true;
            await Task.Delay(_random.Next(50, 400));
            if (!OperatingSystem.IsWindows() && _lives.Number % 4 == 0)
            {
                await _lives.TerminateAsync();
            }
            else
            {
                await _lives.KillAsync();
            }

            _work.Close();
            _pace.IsBurst = false;
            await _lives.StartAsync();
            await SettleAsync(work);
            await LookAsync(spaces);
            _work.Open();
        }

        var rest = total - (_clock.Elapsed - begin);
        await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        _work.Close();
        await SettleAsync(work);
    }

    /// <summary>Waits until everyone knows what became of their last request.</summary>
    private async Task SettleAsync(IReadOnlyList<Task> work)
    {
        var limit = Stopwatch.StartNew();
        while (_work.Waiting < work.Count(task => !task.IsCompleted) && limit.Elapsed < TimeSpan.FromMinutes(3))
        {
            await Task.Delay(20);
        }

        if (limit.Elapsed > TimeSpan.FromMinutes(3))
        {
            _findings.Add("not settled", $"only {_work.Waiting} of {work.Count} know what became of their last request");
        }
    }

    private async Task LookAsync(IReadOnlyList<Space> spaces)
    {
        foreach (var space in spaces)
        {
            await _entries.LookAsync(space, _random);
            var facts = space.Ledger.Entries.Values.Select(facts => (facts, 0L));
            await _reports.TimetherAsync(space, space.Owner, facts, Whole(space), null, withRevenue: false, "member", "month");
        }
    }

    private async Task CheckAsync(IReadOnlyList<Space> spaces, List<ChangeFollower> followers, HookListeners hooks)
    {
        foreach (var follower in followers)
        {
            await follower.CatchUpAsync();
            var again = new ChangeFollower(follower.Space, _wire, _findings);
            await again.CatchUpAsync();
            var unseen = hooks.All.Where(hook => hook.WorkspaceId == follower.Space.Id).Select(hook => hook.Id).ToHashSet();
            FeedCheck.Compare(follower, again, unseen, _findings);
        }

        var check = new FinalCheck(_wire, _findings, _entries, _reports, _random);
        foreach (var space in spaces)
        {
            await check.SpaceAsync(space);
        }

        await check.PoisonAsync();
        await DrainAsync(followers, hooks);
        hooks.CheckGhosts(followers);
    }

    /// <summary>Waits until every listener was told of every change, as long as it may take.</summary>
    private async Task DrainAsync(List<ChangeFollower> followers, HookListeners hooks)
    {
        var limit = Stopwatch.StartNew();
        while (hooks.Missing(followers) > 0 && limit.Elapsed < TimeSpan.FromMinutes(_options.DrainMinutes))
        {
            await Task.Delay(500);
        }

        if (_options.DrainMinutes == 0)
        {
            return;
        }

        foreach (var follower in followers)
        {
            foreach (var hook in hooks.All.Where(hook => hook.WorkspaceId == follower.Space.Id))
            {
                foreach (var sequence in HookListeners.Missing(hook, follower))
                {
                    _findings.Add("change not told to a listener", $"{hook.Path} {sequence} {follower.Changes[sequence]}");
                }
            }
        }
    }

    private async Task AddCounterAsync(Space space)
    {
        var days = space.Days;
        var facts = new EntryFacts
        {
            UserId = space.Owner.Id,
            Title = ConditionWork.TitleOf(0),
            Start = space.Zone.AtStartOfDay(days.First).ToInstant(),
            Seconds = 3_600,
            Project = space.Projects[0].Id,
            Billing = "billable",
        };
        var made = await _wire.SendAsync(TimetherDialect.Instance.Create(space, space.Owner, facts));
        space.Ledger.Counter.EntryId = TimetherDialect.Instance.ReadReply(made).Id;
        space.Ledger.Put(space.Ledger.Counter.EntryId, facts);
    }

    private async Task TellAsync(IReadOnlyList<Space> spaces, HookListeners hooks, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(30), stop);
                var sample = _memory.All is { Count: > 0 } samples ? samples[^1] : default;
                Say($"life {_lives.Number}, {_wire.Requests:N0} requests, {spaces.Sum(space => space.Ledger.Acknowledged):N0} changes, {spaces.Sum(space => space.Ledger.Entries.Count):N0} entries, {hooks.Deliveries:N0} deliveries, {sample.Resident:F0} MiB resident ({sample.Anonymous:F0} anonymous), {_findings.Count} findings");
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static DateInterval Whole(Space space) => new(space.Days.Imports, space.Days.ReportTo);

    private long DataBytes() => Directory.Exists(DataFile)
        ? new DirectoryInfo(DataFile).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
        : 0;

    private void Say(string text) => _output.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed:hh\\:mm\\:ss} {text}"));
}
