using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Testing;
using Polychron.Testing.Domain;
using Polychron.UseCases.Entries;

namespace Polychron.UseCases.Tests.Entries;

/// <summary>Times of which the duration is a fact of its own, on entries of any kind.</summary>
public class ClockTimesTests
{
    private static readonly Gen<Entry> Ended =
        from hours in Gen.Choose(-1_000, 1_000)
        from span in Gen.Choose(0, 100_000)
        from seconds in Gen.Choose(0, 100_000)
        from isDayOnly in Gen.Elements(true, false)
        let start = Samples.Noon + Duration.FromHours(hours)
        select Samples.Entry(1, start, start + Duration.FromSeconds(isDayOnly ? seconds : span)) with { IsDayOnly = isDayOnly, DurationSeconds = seconds };

    [Fact]
    public void What_is_shown_and_sent_back_changes_nothing() => Properties.Holds(Ended, entry =>
    {
        Assert.Equal(entry, Times(entry.DurationSeconds, entry.Start, entry.End).Apply(entry));
        Assert.Equal(entry, Times(entry.DurationSeconds, entry.Start).Apply(entry));
        Assert.Equal(entry, Times(entry.DurationSeconds).Apply(entry));
    });

    [Fact]
    public void A_start_and_a_duration_lead_to_the_end() => Properties.Holds(
        Ended.Zip(Gen.Choose(-100_000, 100_000)).Zip(Gen.Choose(0, 100_000)),
        drawn =>
        {
            var ((entry, ahead), seconds) = drawn;
            var start = entry.Start + Duration.FromSeconds(ahead);
            var after = Times(seconds, start).Apply(entry);
            Assert.Equal((start, (long)seconds), (after.Start, after.DurationSeconds));
            Assert.True(after == entry || after.End == start + Duration.FromSeconds(seconds));
            Assert.Equal(entry.IsDayOnly && ahead == 0, after.IsDayOnly);
        });

    [Fact]
    public void A_duration_alone_moves_no_clock() => Properties.Holds(Ended.Zip(Gen.Choose(0, 100_000)), drawn =>
    {
        var (entry, seconds) = drawn;
        var end = entry.IsDayOnly ? entry.Start + Duration.FromSeconds(seconds) : entry.End;
        Assert.Equal(entry with { DurationSeconds = seconds, End = end }, Times(seconds).Apply(entry));
    });

    [Fact]
    public void One_that_runs_is_stopped_by_an_end_and_takes_no_duration_without_one()
    {
        var running = Samples.Entry(1, Samples.Noon) with { End = null, TimerStartedAt = Samples.Noon, DurationSeconds = 0 };
        var end = Samples.Noon + Duration.FromHours(2);

        var stopped = Times(60, end: end).Apply(running);
        Assert.Equal((end, 60L, false, end), (stopped.End, stopped.DurationSeconds, stopped.IsRunning, stopped.TimerStoppedAt));
        Assert.Equal(Fields.Duration, Assert.Throws<DomainException>(() => Times(60).Apply(running)).Fields[0].Field);
        Assert.Equal(Fields.Duration, Assert.Throws<DomainException>(() => Times(60, end).Apply(running)).Fields[0].Field);
    }

    [Theory]
    [InlineData(9999, 12)]
    [InlineData(2200, 1)]
    [InlineData(1, 1)]
    public void A_start_that_no_entry_can_have_is_refused(int year, int month)
    {
        var entry = Samples.Entry(1, Samples.Noon, Samples.Noon + Duration.FromHours(1));

        var refused = Assert.Throws<DomainException>(() => Times(366L * 24 * 3_600, Instant.FromUtc(year, month, 31, 23, 59)).Apply(entry));
        Assert.Equal(Fields.Start, refused.Fields[0].Field);
    }

    private static ClockTimes Times(long seconds, Instant? start = null, Instant? end = null) => new()
    {
        Start = start is { } at ? Change<Instant>.To(at) : default,
        End = end is { } until ? Change<Instant>.To(until) : default,
        Seconds = seconds,
    };
}
