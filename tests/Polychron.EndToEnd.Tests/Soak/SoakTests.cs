using Polychron.Soak;
using Polychron.Testing;
using Xunit.Abstractions;

namespace Polychron.EndToEnd.Tests.Soak;

/// <summary>The soak itself, for a short while: nightly for longer.</summary>
public class SoakTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_is_acknowledged_under_mixed_load_and_kills_is_there_and_adds_up()
    {
        // Without a folder of its own it keeps the store and the log where something is wrong, and says where.
        // Webhooks that a killed process held come again after a minute, for which an ordinary run does not wait.
        var result = await RunAsync(new SoakOptions(
            Minutes: RunSize.Pick(ordinary: 0.4, nightly: 20),
            KillEvery: RunSize.Pick(ordinary: 0.1, nightly: 2),
            Seed: RunSize.Pick(ordinary: 11, nightly: Environment.TickCount & 0xFFFF),
            DrainMinutes: RunSize.Pick(ordinary: 0, nightly: 5)));

        Assert.True(result.Passed, string.Join('\n', result.Findings));
        Assert.True(result.Ends > 0, "The server was never ended.");
    }

    [Fact]
    public async Task What_was_never_sent_and_a_changed_sum_are_found()
    {
        using var folder = new TemporaryFolder();
        var result = await RunAsync(new SoakOptions(
            Minutes: 0.1, KillEvery: 60, Seed: 12, Connections: 3, Rate: 60, DrainMinutes: 0, Folder: folder.Path)
        {
            Plant = spaces =>
            {
                var ledger = spaces[0].Ledger;
                var (id, facts) = ledger.Entries.First(entry => entry.Key != ledger.Counter.EntryId && entry.Value is { IsRunning: false, Seconds: > 0 });
                ledger.Put(id, facts with { Seconds = facts.Seconds + 1 });
                ledger.Put(9_000_000, facts with { Title = "Never sent" });
                spaces[1].Ledger.Delete(spaces[1].Ledger.Entries.Keys.First(key => key != spaces[1].Ledger.Counter.EntryId));
                spaces[2].Ledger.Counter.Raised();
            },
        });

        // Each is found in all dialects, in the changes feed and in the reports, and nothing else is.
        Assert.Equal(
            ["acknowledged entry missing", "entry differs", "entry that must not be there", "lost update", "report differs from its entries"],
            result.Findings.Select(line => line["FAIL ".Length..line.IndexOf(':', StringComparison.Ordinal)]).Distinct().Where(kind => kind != "deleted entry is back").Order(StringComparer.Ordinal));
        Assert.All(
            new[] { "Timing", "Timely", "Timether", "Timedash", "Timespace", "changes feed" },
            where => Assert.Contains(result.Findings, line => line.StartsWith($"FAIL acknowledged entry missing: {where}", StringComparison.Ordinal)));
    }

    private async Task<SoakResult> RunAsync(SoakOptions options)
    {
        await using var run = new SoakRun(options, TextWriter.Null);
        var result = await run.RunAsync();
        foreach (var line in result.Report)
        {
            output.WriteLine($"note: {line}");
        }

        return result;
    }
}
