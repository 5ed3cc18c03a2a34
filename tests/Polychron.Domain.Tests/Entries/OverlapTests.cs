using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Testing.Domain;

namespace Polychron.Domain.Tests.Entries;

public class OverlapTests
{
    private static readonly Instant Now = At(1_000);

    [Theory]
    [InlineData(10, 20, 0, 10, false)] // touches
    [InlineData(10, 20, 20, 30, false)] // touches
    [InlineData(10, 20, 19, 30, true)]
    [InlineData(10, 20, 0, 11, true)]
    [InlineData(10, 20, 12, 13, true)]
    [InlineData(10, 20, 0, 30, true)]
    [InlineData(10, 20, 15, 15, false)] // an interval of no length
    [InlineData(10, 20, 18, 12, false)] // no interval
    [InlineData(15, 15, 10, 20, false)] // an entry of no length
    [InlineData(10, null, 0, 10, false)]
    [InlineData(10, null, 0, 11, true)]
    [InlineData(10, null, 900, 901, true)] // a running one extends without end
    public void What_takes_up_time_of_the_interval_overlaps_it(int start, int? end, int from, int to, bool overlaps) =>
        Assert.Equal(overlaps, Overlap.Exists(Entry(start, end), At(from), At(to)));

    [Fact]
    public void An_interval_within_splits_the_entry()
    {
        var remains = Overlap.Cut(Entry(0, 100), At(30), At(50), Now);

        Assert.Equal(Entry(0, 30), remains.Head);
        Assert.Equal(Entry(50, 100), remains.Tail);
    }

    [Fact]
    public void An_interval_over_one_end_trims_the_entry()
    {
        Assert.Equal(new Remains(Entry(0, 80), null), Overlap.Cut(Entry(0, 100), At(80), At(200), Now));
        Assert.Equal(new Remains(null, Entry(20, 100)), Overlap.Cut(Entry(0, 100), At(-50), At(20), Now));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(-1, 101)]
    [InlineData(0, 101)]
    public void An_interval_around_the_entry_leaves_nothing(int from, int to) =>
        Assert.True(Overlap.Cut(Entry(0, 100), At(from), At(to), Now).IsEmpty);

    [Fact]
    public void A_duration_of_its_own_loses_what_was_cut_and_goes_to_the_head_first()
    {
        var remains = Overlap.Cut(Entry(0, 100) with { DurationSeconds = 60 }, At(30), At(50), Now);

        Assert.Equal(30, remains.Head!.DurationSeconds);
        Assert.Equal(10, remains.Tail!.DurationSeconds);
    }

    [Fact]
    public void A_duration_of_its_own_that_is_longer_than_the_interval_stays_longer()
    {
        var remains = Overlap.Cut(Entry(0, 100) with { DurationSeconds = 500 }, At(80), At(100), Now);

        Assert.Equal(480, remains.Head!.DurationSeconds);
        Assert.Null(remains.Tail);
    }

    [Fact]
    public void A_duration_shorter_than_what_is_cut_becomes_zero()
    {
        var remains = Overlap.Cut(Entry(0, 100) with { DurationSeconds = 10 }, At(30), At(90), Now);

        Assert.Equal(0, remains.Head!.DurationSeconds);
        Assert.Equal(0, remains.Tail!.DurationSeconds);
    }

    [Fact]
    public void A_running_entry_runs_on_after_an_interval_in_the_past()
    {
        var remains = Overlap.Cut(Entry(0, null) with { DurationSeconds = 7 }, At(30), At(50), Now);

        Assert.Equal(Entry(0, 30) with { DurationSeconds = 37, TimerStoppedAt = At(30) }, remains.Head);
        Assert.Equal(Entry(50, null), remains.Tail);
    }

    [Fact]
    public void A_running_entry_ends_where_an_interval_begins_that_is_not_over()
    {
        var remains = Overlap.Cut(Entry(0, null), At(30), Now + Duration.FromSeconds(1), Now);

        Assert.Equal(Entry(0, 30) with { TimerStoppedAt = At(30) }, remains.Head);
        Assert.Null(remains.Tail);
    }

    [Fact]
    public void A_running_entry_whose_beginning_is_cut_keeps_its_earlier_runs()
    {
        var remains = Overlap.Cut(Entry(0, null) with { DurationSeconds = 7 }, At(0), At(50), Now);

        Assert.Null(remains.Head);
        Assert.Equal(Entry(50, null) with { DurationSeconds = 7 }, remains.Tail);
    }

    [Fact]
    public void Of_a_timer_that_was_started_again_on_clock_times_one_part_runs()
    {
        var running = Entry(0, 100) with { TimerStartedAt = At(200) };

        var split = Overlap.Cut(running, At(30), At(50), Now);
        Assert.Equal((true, false), (split.Head!.IsRunning, split.Tail!.IsRunning));
        Assert.True(Overlap.Cut(running, At(-1), At(50), Now).Tail!.IsRunning);
        Assert.True(Overlap.Cut(running, At(50), At(150), Now).Head!.IsRunning);
    }

    private static Entry Entry(int start, int? end) => Samples.Entry(5, At(start), end is { } at ? At(at) : null);

    private static Instant At(int second) => Samples.Noon + Duration.FromSeconds(second);
}
