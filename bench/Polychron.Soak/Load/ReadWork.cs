using NodaTime;
using Polychron.Soak.Checks;
using Polychron.Soak.Dialects;

namespace Polychron.Soak.Load;

/// <summary>
/// Reads of one person, each held against what they know: their own entries stand still while they ask, however much is written
/// around them.
/// </summary>
internal sealed class ReadWork(Scene scene)
{
    /// <summary>What compares reports.</summary>
    public ReportCheck Reports { get; } = new(scene.Wire, scene.Findings);

    /// <summary>Reads something.</summary>
    public Task StepAsync(bool isRunning) => scene.Random.Next(20) switch
    {
        < 9 => ShowAsync(),
        < 15 => PageAsync(),
        < 16 => ViewerAsync(),
        < 18 => TimetherReportAsync(),
        < 19 => Reports.TimelyAsync(scene.Space, scene.Who, Own(), Range(), scene.Who.Id),
        _ when isRunning => ShowAsync(),
        _ => Reports.TimingAsync(scene.Space, scene.Who, Own(), Range(), ofAll: false, Zone(), scene.Random.Next(2) == 0 ? "day" : "month"),
    };

    private async Task ShowAsync()
    {
        if (scene.Own.Count == 0)
        {
            return;
        }

        var id = scene.Own[scene.Random.Next(scene.Own.Count)];
        var dialect = Any();
        var answer = await scene.Wire.RepeatAsync(dialect.Show(scene.Space, scene.Who, id));
        if (answer.Status != 200)
        {
            scene.Findings.Add("acknowledged entry missing", $"{dialect.Name} {id}: {answer}");
        }
        else if (dialect.ReadReply(answer).DifferenceTo(scene.Ledger.Entries[id]) is { } difference)
        {
            scene.Findings.Add("entry differs", $"{dialect.Name} {id}: {difference}");
        }
    }

    private async Task PageAsync()
    {
        var dialect = Any();
        var answer = await scene.Wire.RepeatAsync(dialect.FirstPage(scene.Space, scene.Who));
        if (answer.Status != 200)
        {
            scene.Findings.Add("read refused", $"{dialect.FirstPage(scene.Space, scene.Who)} -> {answer}");
            return;
        }

        foreach (var view in dialect.Items(answer.Json).Select(item => dialect.Read(item!)).Where(view => view.Facts.UserId == scene.Who.Id))
        {
            if (!scene.Ledger.Entries.TryGetValue(view.Id, out var known))
            {
                scene.Findings.Add("entry that must not be there", $"{dialect.Name} {view.Id} {view.Facts.Title}");
            }
            else if (view.DifferenceTo(known) is { } difference)
            {
                scene.Findings.Add("entry differs", $"{dialect.Name} list {view.Id}: {difference}");
            }
        }
    }

    /// <summary>Who may only read is refused, and nothing comes of it.</summary>
    private async Task ViewerAsync()
    {
        var request = TimetherDialect.Instance.Create(scene.Space, scene.Space.Viewer, scene.Drafts.Entry() with { UserId = scene.Space.Viewer.Id });
        var answer = await scene.Wire.RepeatAsync(request);
        if (answer.Status != 403)
        {
            scene.Findings.Add("what had to be refused was not", $"{request} -> {answer}");
        }
    }

    private Task TimetherReportAsync()
    {
        var names = ReportCheck.Names;
        var first = scene.Random.Next(names.Count);
        var second = (first + 1 + scene.Random.Next(names.Count - 1)) % names.Count;
        return Reports.TimetherAsync(
            scene.Space, scene.Who, Own().Select(facts => (facts, 0L)), Range(), scene.Who.Id, withRevenue: false, names[first], names[second]);
    }

    private IEnumerable<Model.EntryFacts> Own() => scene.Ledger.Entries.Values.Where(facts => facts.UserId == scene.Who.Id);

    private DateInterval Range()
    {
        var days = scene.Space.Days;
        var length = Period.DaysBetween(days.First, days.ReportTo);
        var first = days.First.PlusDays(scene.Random.Next(length));
        return scene.Random.Next(3) == 0
            ? new DateInterval(days.First, days.ReportTo)
            : new DateInterval(first, first.PlusDays(scene.Random.Next(400)));
    }

    private DateTimeZone Zone() => scene.Random.Next(2) == 0 ? scene.Space.Zone : DateTimeZoneProviders.Tzdb["Asia/Kathmandu"];

    private Dialect Any() => Dialect.All[scene.Random.Next(Dialect.All.Count)];
}
