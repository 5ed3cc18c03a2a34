using Azure.Core;
using Polychron.Scale.Service;

namespace Polychron.Scale.Tests;

public sealed class LimitTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    [Fact]
    public void A_bucket_gives_what_it_holds_and_then_its_rate()
    {
        var bucket = new TokenBucket(rate: 100, burst: 50);
        Assert.Equal(50, Admitted(bucket, 0));
        Assert.Equal(10, Admitted(bucket, Second / 10));
        Assert.Equal(0, Admitted(bucket, Second / 10));
        Assert.Equal(50, Admitted(bucket, 10 * Second));
        Assert.Equal(110, bucket.Taken);
        bucket.Reset();
        Assert.Equal((0, 0L), (bucket.Taken, bucket.Refused));
    }

    [Fact]
    public void An_operation_that_costs_more_than_is_left_is_let_in_and_those_after_it_pay()
    {
        var bucket = new TokenBucket(rate: 100, burst: 50);
        Assert.True(bucket.HasTokens(0));
        bucket.Take(250);
        Assert.False(bucket.HasTokens(2 * Second));
        Assert.True(bucket.HasTokens((2 * Second) + (Second / 50)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_024, 1)]
    [InlineData(1_025, 2)]
    [InlineData(10_240, 10)]
    public void A_larger_entity_counts_as_several(long bytes, double weight) =>
        Assert.Equal(weight, new ServiceLimits().Weight(bytes));

    [Fact]
    public void A_latency_has_the_percentiles_that_it_is_given()
    {
        var dice = new Random(7);
        var drawn = Enumerable.Range(0, 20_000).Select(_ => new Latency(10, 60).Draw(dice).TotalMilliseconds).Order().ToList();
        Assert.InRange(drawn[10_000], 9.5, 10.5);
        Assert.InRange(drawn[19_800], 54, 66);
    }

    [Fact]
    public void Pauses_before_retries_are_those_of_the_real_client_with_the_products_numbers()
    {
        var real = DelayStrategy.CreateExponentialDelayStrategy(RetryRules.Delay, RetryRules.MaxDelay);
        var dice = new Random(7);
        for (var retry = 1; retry <= RetryRules.MaxRetries; retry++)
        {
            var ours = Enumerable.Range(0, 500).Select(_ => RetryRules.Before(retry, dice)).ToList();
            var theirs = Enumerable.Range(0, 500).Select(_ => real.GetNextDelay(null, retry)).ToList();

            // Both are drawn from one range of which 500 draws come near the ends.
            Assert.InRange(ours.Min() / theirs.Min(), 0.97, 1.03);
            Assert.InRange(ours.Max() / theirs.Max(), 0.97, 1.03);
        }
    }

    private static int Admitted(TokenBucket bucket, long now)
    {
        var admitted = 0;
        for (; bucket.HasTokens(now); admitted++)
        {
            bucket.Take(1);
        }

        return admitted;
    }
}
