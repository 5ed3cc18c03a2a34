using System.Text.Json.Nodes;
using NodaTime;
using Polychron.Soak.Dialects;
using Polychron.Soak.Model;

namespace Polychron.Soak.Load;

/// <summary>One person's timer, of which there is one at most, started, switched and stopped through three dialects.</summary>
internal sealed class TimerWork(Scene scene)
{
    private static readonly TimingDialect Timing = new();
    private static readonly TimelyDialect Timely = new();

    private long? _running;

    public bool IsRunning => _running is not null;

    public Task StepAsync() => _running is null || scene.Random.Next(3) == 0 ? StartAsync() : StopAsync();

    /// <summary>Stops the timer if one runs.</summary>
    public async Task StopAsync()
    {
        if (_running is not { } id)
        {
            return;
        }

        var (request, dialect) = scene.Random.Next(3) switch
        {
            0 => (TimingDialect.Ask(scene.Who, HttpMethod.Put, "/time-entries/stop"), (Dialect)Timing),
            1 => (TimelyDialect.Ask(scene.Space, scene.Who, HttpMethod.Put, $"events/{id}/stop"), Timely),
            _ => (TimetherDialect.Ask(scene.Space.Id, scene.Who, HttpMethod.Post, "/timers/stop"), TimetherDialect.Instance),
        };
        if (await scene.Doubts.OnceAsync(request) is not { } answer)
        {
            await ReadBackAsync(id, isStopped: null);
            return;
        }

        if (!answer.IsSuccess)
        {
            scene.Findings.Add("write refused", $"{request} -> {answer}");
            return;
        }

        var view = dialect.ReadReply(answer);
        Stopped(id, view, request.ToString());
    }

    private async Task StartAsync()
    {
        var title = scene.Drafts.Title();
        var project = scene.Space.Projects[scene.Random.Next(scene.Space.Projects.Count)].Id;
        var before = _running;
        var asTimether = scene.Random.Next(2) == 0;
        var request = asTimether
            ? TimetherDialect.Ask(scene.Space.Id, scene.Who, HttpMethod.Post, before is null ? "/timers/start" : "/timers/switch", new JsonObject
            {
                ["title"] = title,
                ["project_id"] = project,
                ["billing_status"] = "billable",
            })
            : TimingDialect.Ask(scene.Who, HttpMethod.Post, "/time-entries/start", new JsonObject
            {
                ["title"] = title,
                ["project"] = $"/projects/{project}",
                ["billing_status"] = "billable",
            });
        var answer = await scene.Doubts.WithKeyAsync(request);
        if (!answer.IsSuccess)
        {
            scene.Findings.Add("write refused", $"{request} -> {answer}");
            return;
        }

        var view = !asTimether ? Timing.ReadReply(answer)
            : TimetherDialect.Instance.Read(before is null ? answer.Json : answer.Json["started"]!);
        var facts = new EntryFacts
        {
            UserId = scene.Who.Id,
            Title = title,
            Start = view.Facts.Start,
            Project = project,
            Billing = "billable",
            IsRunning = true,
        };
        if (view.DifferenceTo(facts) is { } difference)
        {
            scene.Findings.Add("reply is not what was asked for", $"{request}: {difference}");
        }

        scene.Ledger.Put(view.Id, facts);
        _running = view.Id;
        if (before is { } earlier)
        {
            // The new one has stopped it in the same write, at its own start.
            await ReadBackAsync(earlier, isStopped: view.Facts.Start);
        }
    }

    /// <summary>Learns whether a timer was stopped; with an instant, it has to be, at it.</summary>
    private async Task ReadBackAsync(long id, Instant? isStopped)
    {
        var shown = await scene.Wire.RepeatAsync(TimetherDialect.Instance.Show(scene.Space, scene.Who, id));
        if (shown.Status != 200)
        {
            scene.Findings.Add("acknowledged entry missing", $"timer {id}: {shown}");
            return;
        }

        var view = TimetherDialect.Instance.ReadReply(shown);
        if (isStopped is null && view.Facts.IsRunning)
        {
            return;
        }

        Stopped(id, view, "reading back");
        if (isStopped is { } end && view.Facts.Seconds != (long)(end - view.Facts.Start).TotalSeconds)
        {
            scene.Findings.Add("timer stopped at another moment", $"{id}: {view.Facts.Seconds} s from {view.Facts.Start}, the next began at {end}");
        }
    }

    private void Stopped(long id, EntryView view, string how)
    {
        // How long it ran is the server's to say; all else is as it was.
        var facts = scene.Ledger.Entries[id] with { IsRunning = false, Seconds = view.Facts.Seconds };
        if (view.Id != id || view.DifferenceTo(facts) is not null)
        {
            scene.Findings.Add("stopped timer is another", $"{how}: {view.Id} for {id}, {view.DifferenceTo(facts)}");
        }

        scene.Ledger.Put(id, facts);
        scene.Own.Add(id);
        _running = _running == id ? null : _running;
    }
}
