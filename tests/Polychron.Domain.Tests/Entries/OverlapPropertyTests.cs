using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Time;
using Polychron.Testing;
using Polychron.Testing.Domain;

namespace Polychron.Domain.Tests.Entries;

/// <summary>Overlap and cutting against a model that looks at each second on its own.</summary>
public class OverlapPropertyTests
{
    private const int Horizon = 40;

    // Small numbers, so that ends often meet. An end of null runs; now is anywhere.
    private static readonly Gen<Case> Cases =
        from start in Gen.Choose(0, Horizon)
        from length in Gen.Choose(0, 12)
        from isRunning in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from at in Gen.Choose(-3, Horizon)
        from width in Gen.Choose(0, 15)
        from custom in Gen.Frequency((1, Gen.Constant<long?>(null)), (1, Gen.Choose(0, 30).Select(seconds => (long?)seconds)))
        from now in Gen.Choose(0, Horizon * 2)
        select new Case(start, isRunning ? null : start + length, custom, at, at + width, now);

    [Fact]
    public void An_entry_overlaps_if_it_shares_a_second_with_the_interval() =>
        Properties.Holds(
            Cases,
            drawn => Assert.Equal(
                Seconds(drawn.Entry).Intersect(drawn.Interval).Any(), Overlap.Exists(drawn.Entry, At(drawn.From), At(drawn.To))),
            count: 2_000);

    [Fact]
    public void What_remains_is_the_entry_without_the_interval_and_nothing_else() =>
        Properties.Holds(
            Cases,
            drawn => WhereItOverlaps(drawn, remains =>
            {
                var left = new[] { remains.Head, remains.Tail }.OfType<Entry>().ToList();
                var expected = Seconds(drawn.Entry).Except(drawn.Interval);

                // The tail of a running entry that would begin in the future is dropped.
                expected = drawn.Entry.IsRunning && drawn.To > drawn.Now ? expected.Where(second => second < drawn.From) : expected;
                Assert.Equal(expected, left.SelectMany(Seconds).Order());
                Assert.All(left, part => Assert.False(Overlap.Exists(part, At(drawn.From), At(drawn.To))));
                Assert.All(left, part => Assert.True(part.End is null || part.End > part.Start));
                Assert.All(left, part => Assert.Equal(
                    drawn.Entry, part with
                    {
                        Start = drawn.Entry.Start,
                        End = drawn.Entry.End,
                        TimerStartedAt = drawn.Entry.TimerStartedAt,
                        TimerStoppedAt = drawn.Entry.TimerStoppedAt,
                        DurationSeconds = drawn.Entry.DurationSeconds,
                    }));
            }),
            count: 2_000);

    [Fact]
    public void A_duration_that_is_the_intervals_own_loses_exactly_what_was_cut() =>
        Properties.Holds(
            Cases.Select(drawn => drawn with { Custom = null }).Where(drawn => drawn.End is not null),
            drawn => WhereItOverlaps(drawn, remains =>
            {
                var cut = Seconds(drawn.Entry).Intersect(drawn.Interval).Count();
                Assert.Equal(drawn.Entry.DurationSeconds - cut, Sum(remains));
                Assert.All(
                    new[] { remains.Head, remains.Tail }.OfType<Entry>(),
                    part => Assert.Equal(Microseconds.WholeSeconds(part.Start, part.End!.Value), part.DurationSeconds));
            }),
            count: 2_000);

    [Fact]
    public void A_duration_of_its_own_loses_what_was_cut_but_is_never_negative() =>
        Properties.Holds(
            Cases.Where(drawn => drawn.Custom is not null && drawn.End is not null),
            drawn => WhereItOverlaps(drawn, remains =>
            {
                Assert.True(remains.Head is not { DurationSeconds: < 0 } && remains.Tail is not { DurationSeconds: < 0 });
                if (!remains.IsEmpty)
                {
                    var cut = Seconds(drawn.Entry).Intersect(drawn.Interval).Count();
                    Assert.Equal(Math.Max(0, drawn.Entry.DurationSeconds - cut), Sum(remains));
                }
            }),
            count: 2_000);

    [Fact]
    public void A_timer_that_runs_on_has_lost_exactly_the_time_that_was_cut() =>
        Properties.Holds(
            Cases.Where(drawn => drawn.End is null && drawn.To <= drawn.Now && drawn.Start <= drawn.Now),
            drawn => WhereItOverlaps(drawn, remains =>
            {
                var cut = Seconds(drawn.Entry).Intersect(drawn.Interval).Count();
                var left = (remains.Head?.DurationSeconds ?? 0) + remains.Tail!.SecondsAt(At(drawn.Now));
                Assert.Equal(drawn.Entry.SecondsAt(At(drawn.Now)) - cut, left);
            }),
            count: 2_000);

    [Fact]
    public void With_parts_of_seconds_the_sum_never_grows() =>
        Properties.Holds(
            Properties.Between(0, 5_000_000).Four().Zip(Gen.Choose(-1, 6)),
            drawn =>
            {
                var (times, custom) = drawn;
                var (start, from) = (Microseconds.ToInstant(times.Item1), Microseconds.ToInstant(times.Item3));
                var (end, to) = (start + Duration.FromTicks(times.Item2 * 10), from + Duration.FromTicks(times.Item4 * 10));
                var entry = Samples.Entry(1, start, end);
                entry = custom < 0 ? entry : entry with { DurationSeconds = custom };
                if (Overlap.Exists(entry, from, to))
                {
                    Assert.InRange(Sum(Overlap.Cut(entry, from, to, end)), 0, entry.DurationSeconds);
                }
            },
            count: 2_000);

    private static void WhereItOverlaps(Case drawn, Action<Remains> check)
    {
        if (Overlap.Exists(drawn.Entry, At(drawn.From), At(drawn.To)))
        {
            check(Overlap.Cut(drawn.Entry, At(drawn.From), At(drawn.To), At(drawn.Now)));
        }
    }

    private static long Sum(Remains remains) => (remains.Head?.DurationSeconds ?? 0) + (remains.Tail?.DurationSeconds ?? 0);

    /// <summary>The seconds that an entry takes up; of a running one up to some time after everything else.</summary>
    private static IEnumerable<int> Seconds(Entry entry)
    {
        var start = SecondOf(entry.Start);
        var end = entry.End is { } at ? SecondOf(at) : Horizon * 3;
        return Enumerable.Range(start, Math.Max(0, end - start));
    }

    private static int SecondOf(Instant instant) => (int)(instant - Samples.Noon).TotalSeconds;

    private static Instant At(int second) => Samples.Noon + Duration.FromSeconds(second);

    private sealed record Case(int Start, int? End, long? Custom, int From, int To, int Now)
    {
        public Entry Entry
        {
            get
            {
                var entry = Samples.Entry(5, At(Start), End is { } end ? At(end) : null) with { Title = "Writing", ProjectId = 3 };
                return Custom is { } seconds ? entry with { DurationSeconds = seconds } : entry;
            }
        }

        public IEnumerable<int> Interval => Enumerable.Range(From, To - From);
    }
}
