using NodaTime;
using Polychron.Soak.Checks;
using Polychron.Soak.Hooks;
using Polychron.Soak.Model;
using Polychron.Soak.Server;
using Polychron.Testing.Server;

namespace Polychron.EndToEnd.Tests.Soak;

/// <summary>The soak's checks find what is planted, and nothing where nothing is.</summary>
public class CheckTests
{
    private static readonly EntryFacts Facts = new()
    {
        UserId = 7,
        Title = "One",
        Start = Instant.FromUtc(2026, 3, 1, 9, 0),
        Seconds = 60,
        Billing = "billable",
    };

    [Fact]
    public void Entries_that_are_lost_changed_made_up_or_doubled_are_found()
    {
        var ledger = new Ledger();
        ledger.Put(1, Facts);
        ledger.Put(2, Facts with { Title = "Two" });
        var good = new Dictionary<long, EntryView> { [1] = new(1, Facts), [2] = new(2, Facts with { Title = "Two" }) };

        Assert.Empty(Compare(ledger, good));
        Assert.Single(Compare(ledger, new() { [1] = good[1] }), line => line.Contains("missing", StringComparison.Ordinal));
        Assert.Single(Compare(ledger, new(good) { [2] = new(2, Facts with { Title = "Two", Seconds = 61 }) }), line => line.Contains("seconds is 61, not 60", StringComparison.Ordinal));
        Assert.Single(Compare(ledger, new(good) { [3] = new(3, Facts with { Title = "Three" }) }), line => line.Contains("must not be there", StringComparison.Ordinal));
        Assert.Contains(Compare(ledger, new(good) { [3] = new(3, Facts) }), line => line.Contains("several entries", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sum_that_is_off_by_a_second_is_found()
    {
        var expected = BruteForce.Group([(Facts, 5_000), (Facts with { Seconds = 30 }, 5_000)], facts => [facts.Billing]);

        Assert.Equal(new Sums(2, 90, 90, 0, 83 + 42), expected["billable"]);
        Assert.Empty(BruteForce.Differences(expected, new() { ["billable"] = expected["billable"] }));
        Assert.Single(BruteForce.Differences(expected, new() { ["billable"] = expected["billable"] with { Seconds = 91 } }));
        Assert.Single(BruteForce.Differences(expected, []));
    }

    [Fact]
    public void Memory_that_grows_is_found_and_memory_that_jitters_is_not()
    {
        Assert.Empty(Judge((_, second) => 80 + (second % 7)));
        Assert.Single(Judge((_, second) => 80 + (second / 60.0 * 8)), line => line.StartsWith("FAIL memory grows:", StringComparison.Ordinal));
        Assert.Single(Judge((life, _) => 80 + (life * 6)), line => line.StartsWith("FAIL memory grows from life to life:", StringComparison.Ordinal));
    }

    [Fact]
    public void Errors_in_the_log_are_found_and_warnings_are_counted()
    {
        var findings = new Findings();
        var warnings = LogCheck.Read(
            [
                "2026-03-01T09:00:00.000Z info: Polychron.Host[50] fail: is only a word here",
                "2026-03-01T09:00:00.000Z warn: Polychron.Webhooks.Delivery[3] A listener answers 500",
                "2026-03-01T09:00:00.000Z fail: Polychron.Host[5] Something broke",
                "Unhandled exception. System.Exception: at the end",
            ],
            findings);

        Assert.Equal(2, findings.Count);
        Assert.Equal(1, warnings["Polychron.Webhooks.Delivery"]);
    }

    [Fact]
    public void A_delivery_with_another_signature_is_found()
    {
        var findings = new Findings();
        var hook = new HookTold("/hook", 1, "Timether", findings) { Key = [1, 2, 3] };
        hook.Take(new Hook(
            "/hook",
            new Dictionary<string, string> { ["webhook-id"] = "msg", ["webhook-timestamp"] = "1", ["webhook-signature"] = "v1,AAAA" },
            """{"sequence":5,"type":"entry.created","data":{"id":5}}"""u8.ToArray()));

        Assert.Equal(1, findings.Count);
        Assert.Empty(hook.Told);
    }

    private static List<string> Compare(Ledger ledger, Dictionary<long, EntryView> found)
    {
        var findings = new Findings();
        EntryCheck.Compare("here", ledger, found, findings);
        return [.. findings.Lines];
    }

    private static List<string> Judge(Func<int, int, double> anonymous)
    {
        var findings = new Findings();
        MemoryCheck.Judge(
            [
                .. from life in Enumerable.Range(1, 4)
                   from second in Enumerable.Range(0, life == 4 ? 300 : 60).Select(second => second * 2)
                   select new MemorySample(life, second, 100, anonymous(life, second), 20, 50),
            ],
            findings);
        return [.. findings.Lines];
    }
}
