using FsCheck.Fluent;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Rates;
using Polychron.Testing;

namespace Polychron.Domain.Tests.Rates;

/// <summary>What time costs, and that no sum of it leaves 64 bits.</summary>
public sealed class CostTests
{
    [Theory]
    [InlineData(3_600, 12_000, 12_000)]
    [InlineData(1, 1_800, 1)]
    [InlineData(1, 1_799, 0)]
    [InlineData(0, RateRules.MaxHourRate, 0)]
    [InlineData(366L * 24 * 3_600, RateRules.MaxHourRate, 366L * 24 * RateRules.MaxHourRate)]
    [InlineData(long.MaxValue, long.MaxValue, Cost.MaxOfEntry)]
    public void An_entry_costs_its_seconds_at_its_rate(long seconds, long rate, long cost) => Assert.Equal(cost, Cost.Of(seconds, rate));

    [Fact]
    public void The_longest_interval_at_the_highest_rate_is_not_capped() =>
        Assert.True((Int128)(long)EntryLimits.MaxSpan.TotalSeconds * RateRules.MaxHourRate / 3_600 < Cost.MaxOfEntry);

    [Fact]
    public void Nine_million_entries_at_the_limits_sum_within_64_bits() =>
        Assert.True((Int128)9_000_000 * Cost.MaxOfEntry < long.MaxValue);

    [Fact]
    public void Whatever_is_stored_no_entry_adds_more_than_its_limit_and_all_of_it_can_be_taken_back() => Properties.Holds(
        Properties.Between(0, long.MaxValue / 4).Two().Zip(Properties.Between(0, long.MaxValue)),
        drawn =>
        {
            var ((seconds, estimate), rate) = drawn;
            var entry = new Entry
            {
                UserId = 1,
                CreatorUserId = 1,
                Start = Instant.FromUtc(2024, 1, 1, 0, 0),
                DurationSeconds = seconds,
                EstimatedSeconds = estimate,
                HourRate = rate,
                InternalHourRate = rate,
                BillingStatus = BillingStatus.Billed,
            };
            var one = EntryTally.Zero.With(entry);
            Assert.All([one.Cost, one.EstimatedCost, one.BilledCost, one.InternalCost], cost => Assert.InRange(cost, 0, Cost.MaxOfEntry));
            Assert.Equal((Int128)2 * one.Cost, one.With(entry).Cost);
            Assert.Equal(EntryTally.Zero, one.Without(entry));
        });
}
