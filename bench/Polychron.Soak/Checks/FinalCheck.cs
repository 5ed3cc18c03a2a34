using System.Diagnostics;
using NodaTime;
using Polychron.Soak.Dialects;
using Polychron.Soak.Model;
using Polychron.Soak.Wires;
using Polychron.Soak.World;

namespace Polychron.Soak.Checks;

/// <summary>The checks at the end, when nobody writes any more.</summary>
internal sealed class FinalCheck(Wire wire, Findings findings, EntryCheck entries, ReportCheck reports, Random random)
{
    /// <summary>Entries through every dialect, reports, and reports once more after their cells were rebuilt.</summary>
    public async Task SpaceAsync(Space space)
    {
        Dictionary<long, EntryView> rated = [];
        foreach (var dialect in Dialect.All)
        {
            var found = await entries.AllAsync(space, dialect);
            rated = dialect is TimetherDialect ? found : rated;
        }

        await entries.LookAsync(space, random);
        var facts = space.Ledger.Entries.ToDictionary(
            entry => entry.Key, entry => (Facts: entry.Value, rated.GetValueOrDefault(entry.Key)?.HourRate ?? 0));
        await ReportsAsync(space, [.. facts.Values]);
        await RebuildAsync(space);
        await ReportsAsync(space, [.. facts.Values]);
    }

    /// <summary>No message may have failed so often that it was parked.</summary>
    public async Task PoisonAsync()
    {
        var queues = (await wire.RepeatAsync(WorldBuilder.Operator(HttpMethod.Get, "/operator/poison"))).Json.AsArray();
        foreach (var queue in queues.Where(queue => (long)queue!["count"]! != 0))
        {
            findings.Add("poison messages", queue!.ToJsonString());
        }
    }

    private async Task ReportsAsync(Space space, IReadOnlyList<(EntryFacts Facts, long HourRate)> all)
    {
        var days = space.Days;
        var middle = days.First.PlusDays(random.Next(200, 500));
        DateInterval[] ranges =
        [
            new(days.Imports, days.ReportTo),
            new(middle, middle.PlusDays(random.Next(40, 200))),
            new(days.ClockChanges[0], days.ClockChanges[^1]),
        ];
        foreach (var range in ranges.Where(range => range.Length > 0))
        {
            foreach (var groups in new[] { ["project", "day"], ["member", "month"], ["tag", "week"], ["client", "billing_status"], new[] { "month" } })
            {
                await reports.TimetherAsync(space, space.Owner, all, range, null, withRevenue: true, groups);
            }

            var facts = all.Select(entry => entry.Facts).ToList();
            await reports.TimelyAsync(space, space.Owner, facts, range, null);
            await reports.TimingAsync(space, space.Owner, facts, range, ofAll: true, space.Zone, "day");
            await reports.TimingAsync(space, space.Owner, facts, range, ofAll: true, DateTimeZoneProviders.Tzdb["Asia/Kathmandu"], "month");
        }
    }

    /// <summary>Has the cells rebuilt from the entries, and waits until they are exact again.</summary>
    private async Task RebuildAsync(Space space)
    {
        var path = $"/operator/workspaces/{space.Id}/rollups";
        var before = (await wire.RepeatAsync(WorldBuilder.Operator(HttpMethod.Get, path))).Json;
        if ((long)before["verification"]!["cells_drifted"]! != 0)
        {
            findings.Add("cells drifted", before.ToJsonString());
        }

        await wire.RepeatAsync(WorldBuilder.Operator(HttpMethod.Post, path + "/rebuild"));
        var limit = Stopwatch.StartNew();
        while (true)
        {
            var now = (await wire.RepeatAsync(WorldBuilder.Operator(HttpMethod.Get, path))).Json;
            if ((bool)now["is_exact"]!)
            {
                return;
            }

            if (limit.Elapsed > TimeSpan.FromMinutes(4))
            {
                findings.Add("rebuild does not end", now.ToJsonString());
                return;
            }

            await Task.Delay(200);
        }
    }
}
