using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Time;
using Polychron.Testing;

namespace Polychron.Domain.Tests.Time;

public class MicrosecondsTests
{
    // The whole range of Instant, years -9998 to 9999, in microseconds.
    private static readonly Gen<long> Counts = Properties.Between(-377_673_580_800_000_000, 253_402_300_799_999_999);

    [Fact]
    public void A_count_comes_back_from_its_instant() =>
        Properties.Holds(Counts, count => Assert.Equal(count, Microseconds.FromInstant(Microseconds.ToInstant(count))));

    [Fact]
    public void An_instant_is_cut_to_the_microsecond_at_or_before_it() =>
        Properties.Holds(
            Counts.Zip(Gen.Choose(0, 999)),
            drawn =>
            {
                var (count, nanoseconds) = drawn;
                var instant = Microseconds.ToInstant(count).PlusNanoseconds(nanoseconds);
                Assert.Equal(count, Microseconds.FromInstant(instant));
                Assert.Equal(Microseconds.ToInstant(count), Microseconds.Truncate(instant));
            });

    [Fact]
    public void Cutting_twice_is_cutting_once() =>
        Properties.Holds(Counts, count =>
        {
            var once = Microseconds.Truncate(Microseconds.ToInstant(count).PlusNanoseconds(1));
            Assert.Equal(once, Microseconds.Truncate(once));
        });

    [Fact]
    public void The_epoch_is_zero_and_the_nanosecond_before_it_is_minus_one()
    {
        Assert.Equal(0, Microseconds.FromInstant(NodaConstants.UnixEpoch));
        Assert.Equal(-1, Microseconds.FromInstant(NodaConstants.UnixEpoch.PlusNanoseconds(-1)));
        Assert.Equal(-1, Microseconds.FromInstant(NodaConstants.UnixEpoch.PlusNanoseconds(-1_000)));
        Assert.Equal(-2, Microseconds.FromInstant(NodaConstants.UnixEpoch.PlusNanoseconds(-1_001)));
    }

    [Fact]
    public void A_count_that_no_instant_has_is_refused()
    {
        Assert.Throws<OverflowException>(() => Microseconds.ToInstant(long.MaxValue));
        Assert.ThrowsAny<ArgumentException>(() => Microseconds.ToInstant(253_402_300_800_000_000));
    }

    [Theory]
    [InlineData(0, 1_000_000, 1)]
    [InlineData(0, 1_999_999, 1)]
    [InlineData(900_000, 1_100_000, 0)]
    [InlineData(-1_500_000, 500_000, 2)]
    [InlineData(5, 5, 0)]
    [InlineData(9_000_000, 5, 0)]
    public void Whole_seconds_are_those_that_have_passed(long start, long end, long seconds) =>
        Assert.Equal(seconds, Microseconds.WholeSeconds(Microseconds.ToInstant(start), Microseconds.ToInstant(end)));

    [Fact]
    public void Two_parts_of_an_interval_never_sum_to_more_than_the_whole() =>
        Properties.Holds(
            Properties.Between(-1L << 50, 1L << 50).Three(),
            drawn =>
            {
                long[] ordered = [drawn.Item1, drawn.Item2, drawn.Item3];
                Array.Sort(ordered);
                var (a, b, c) = (Microseconds.ToInstant(ordered[0]), Microseconds.ToInstant(ordered[1]), Microseconds.ToInstant(ordered[2]));
                var parts = Microseconds.WholeSeconds(a, b) + Microseconds.WholeSeconds(b, c);
                var whole = Microseconds.WholeSeconds(a, c);
                Assert.InRange(parts, Math.Max(0, whole - 1), whole);
            });
}
