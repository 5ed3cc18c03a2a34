using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Time;
using Polychron.Testing;
using Polychron.Testing.Domain;
using Polychron.UseCases.Entries;

namespace Polychron.UseCases.Tests.Entries;

/// <summary>A timesheet's times on entries of any kind, around the clock changes of a zone that has them.</summary>
public class TimesheetTimesTests
{
    private static readonly DateTimeZone Paris = Zones.Stored("Europe/Paris");

    // Near the last Sundays of March and October 2024, when the clocks of Paris change.
    private static readonly Gen<Instant> Instants =
        from around in Gen.Elements(Instant.FromUtc(2024, 3, 31, 1, 0), Instant.FromUtc(2024, 10, 27, 1, 0), Samples.Noon)
        from microseconds in Properties.Between(-200_000_000_000, 200_000_000_000)
        select around + Duration.FromTicks(microseconds * 10);

    private static readonly Gen<Entry> Entries =
        from start in Instants
        from kind in Gen.Choose(0, 3)
        from span in Gen.Choose(0, 100_000)
        from seconds in Gen.Frequency((1, Gen.Constant(-1)), (2, Gen.Choose(0, 100_000)))
        select kind switch
        {
            0 => DayOnly(start, Math.Max(0, seconds)),
            1 => Samples.Entry(1, start) with { End = null, TimerStartedAt = start, DurationSeconds = Math.Max(0, seconds) },
            2 => DayOnly(start, Math.Max(0, seconds)) with { TimerStartedAt = start + Duration.FromHours(5) },
            _ => Samples.Entry(1, start, start + Duration.FromSeconds(span)) with { DurationSeconds = seconds < 0 ? span : seconds },
        };

    private static readonly Gen<LocalDate> Days = Instants.Select(instant => instant.InZone(Paris).Date);

    [Fact]
    public void What_is_shown_and_sent_back_changes_nothing() => Properties.Holds(Entries, entry =>
    {
        var shown = new TimesheetTimes
        {
            Day = entry.Start.InZone(Paris).Date,
            From = Change<Instant?>.To(entry.IsDayOnly ? null : WholeSecond(entry.Start)),
            To = Change<Instant?>.To(entry.IsDayOnly || entry.End is null ? null : WholeSecond(entry.End.Value)),
            Duration = new DurationParts(entry.DurationSeconds / 3_600 * 3_600, entry.DurationSeconds / 60 % 60, entry.DurationSeconds % 60),
        };
        Assert.Equal(entry, shown.Apply(entry, Paris));
        Assert.Equal(entry, new TimesheetTimes().Apply(entry, Paris));
    });

    [Fact]
    public void Hours_that_are_given_are_the_hours_and_move_no_clock() => Properties.Holds(
        Entries.Zip(Gen.Choose(0, 200_000)),
        drawn =>
        {
            var (entry, seconds) = drawn;
            var after = new TimesheetTimes { Duration = new DurationParts(seconds / 3_600 * 3_600, seconds / 60 % 60, seconds % 60) }
                .Apply(entry, Paris);
            var end = entry.IsDayOnly ? entry.Start + Duration.FromSeconds(seconds) : entry.End;
            Assert.Equal(entry with { DurationSeconds = seconds, End = end }, after);
        });

    [Fact]
    public void Another_day_is_that_day_and_keeps_hours_and_length() => Properties.Holds(
        Entries.Zip(Days),
        drawn =>
        {
            var (entry, day) = drawn;
            var after = new TimesheetTimes { Day = day }.Apply(entry, Paris);
            Assert.Equal(day, after.Start.InZone(Paris).Date);
            Assert.Equal((entry.DurationSeconds, entry.IsDayOnly), (after.DurationSeconds, after.IsDayOnly));
            Assert.Equal(entry.End - entry.Start, after.End - after.Start);
            Assert.Equal(entry.TimerStartedAt, after.TimerStartedAt);
        });

    [Fact]
    public void New_clock_times_make_the_hours_unless_those_are_given_too() => Properties.Holds(
        Entries.Zip(Instants).Zip(Gen.Choose(0, 100_000)),
        drawn =>
        {
            var ((entry, from), span) = drawn;
            var to = from + Duration.FromSeconds(span);
            var times = new TimesheetTimes { From = Change<Instant?>.To(from), To = Change<Instant?>.To(to) };
            if (entry.Start.ToUnixTimeSeconds() == from.ToUnixTimeSeconds())
            {
                return;
            }

            var after = times.Apply(entry, Paris);
            var earlier = entry is { End: null } ? entry.DurationSeconds : 0;
            Assert.Equal(Microseconds.WholeSeconds(after.Start, after.End!.Value) + earlier, after.DurationSeconds);
            Assert.False(after.IsDayOnly);
            Assert.Equal(entry.IsRunning && entry.End is not null, after.IsRunning);
            Assert.Equal(
                120,
                (times with { Duration = new DurationParts(0, 2, 0) }).Apply(entry, Paris).DurationSeconds);
        });

    [Fact]
    public void A_new_entry_of_a_day_begins_with_it() => Properties.Holds(
        Days.Zip(Gen.Choose(0, 200_000)),
        drawn =>
        {
            var (day, seconds) = drawn;
            var (start, end, isDayOnly, kept) = new TimesheetTimes { Day = day, Duration = new DurationParts(0, 0, seconds) }.ToNew(Paris);
            Assert.Equal((Zones.StartOfDay(day, Paris), true, (long)seconds), (start, isDayOnly, kept));
            Assert.Equal(Duration.FromSeconds(seconds), end - start);
        });

    [Fact]
    public void Parts_that_are_left_out_stay_unless_hours_have_decimals() => Properties.Holds(Gen.Choose(0, 1_000_000), seconds =>
    {
        Assert.Equal(seconds, default(DurationParts).Apply(seconds));
        Assert.Equal(seconds, new DurationParts(seconds / 3_600 * 3_600, null, null).Apply(seconds));
        Assert.Equal(seconds, new DurationParts(null, seconds / 60 % 60, null).Apply(seconds));
        Assert.Equal(seconds, new DurationParts(null, null, seconds % 60).Apply(seconds));
        Assert.Equal(5_400, new DurationParts(5_400, null, null).Apply(seconds));
    });

    private static Entry DayOnly(Instant start, long seconds)
    {
        var midnight = Zones.StartOfDay(start.InZone(Paris).Date, Paris);
        return Samples.Entry(1, midnight, midnight + Duration.FromSeconds(seconds)) with { IsDayOnly = true, DurationSeconds = seconds };
    }

    private static Instant WholeSecond(Instant instant) => Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
