using NodaTime;
using Polychron.Testing.Domain;

namespace Polychron.Domain.Tests.Entries;

public class EntryTests
{
    private static readonly Instant Start = Samples.Noon;

    [Fact]
    public void A_running_entry_counts_its_earlier_runs_and_this_one_so_far()
    {
        var entry = Samples.Entry(1, Start) with { DurationSeconds = 100 };

        Assert.Equal(160, entry.SecondsAt(Start + Duration.FromMilliseconds(60_999)));
        Assert.Equal(Start + Duration.FromSeconds(9), entry.EndAt(Start + Duration.FromSeconds(9)));
    }

    [Fact]
    public void A_timer_that_starts_in_the_future_has_run_for_no_time()
    {
        var entry = Samples.Entry(1, Start);

        Assert.Equal(0, entry.SecondsAt(Start - Duration.FromHours(1)));
        Assert.Equal(Start, entry.EndAt(Start - Duration.FromHours(1)));
    }

    [Fact]
    public void An_ended_entry_has_its_own_duration_whatever_the_time()
    {
        var entry = Samples.Entry(1, Start, Start + Duration.FromHours(1)) with { DurationSeconds = 1_800 };

        Assert.Equal(1_800, entry.SecondsAt(Start + Duration.FromDays(1)));
        Assert.Equal(Start + Duration.FromHours(1), entry.EndAt(Start + Duration.FromDays(1)));
    }
}
