using Polychron.Testing;
using Xunit.Abstractions;

namespace Polychron.Webhooks.Tests.Faults;

/// <summary>Whatever happens, no event is lost, none is made up, and the checkpoint passes nothing that is not delivered or queued.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int FirstSeed = 20_240_301;

    [Fact]
    public Task A_process_that_dies_between_any_two_calls_loses_nothing() =>
        PlayAsync(RunSize.Pick(1_500, 60_000), faults: 0);

    [Fact]
    public Task A_store_that_loses_requests_and_answers_loses_no_event() =>
        PlayAsync(RunSize.Pick(700, 30_000), faults: 0.05);

    private async Task PlayAsync(int seeds, double faults)
    {
        var (deliveries, crashes) = (0, 0);
        for (var seed = FirstSeed; seed < FirstSeed + seeds; seed++)
        {
            var mayhem = new Mayhem(seed, faults);
            try
            {
                deliveries += await mayhem.PlayAsync();
                crashes += mayhem.Crashes;
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {seed} with faults {faults}: {error.Message}", error);
            }
        }

        output.WriteLine($"note: {seeds} seeds, {crashes} crashes, {deliveries} deliveries owed, none lost");
        Assert.True(deliveries > seeds, "So little happened that nothing is proved.");
        Assert.True(crashes > seeds / 2, "So little died that nothing is proved.");
    }
}
