using FsCheck.Fluent;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Tests.Support;
using Polychron.Testing;

namespace Polychron.Dialects.Tests.RateLimits;

/// <summary>Several instances over one store, any requests, any passing of time, a store that may be slow.</summary>
public sealed class RateLimiterProperties
{
    private enum Step
    {
        First,
        Second,
        Burst,
        Seconds,
        Minute,
        SetBack,
    }

    [Fact]
    public void No_window_ever_lets_through_more_than_its_allowance_across_instances() => Properties.Holds(
        Gen.Elements(Enum.GetValues<Step>()).ListOf(60).Zip(Gen.Choose(1, 45).Zip(Gen.Choose(1, 15))),
        sample => CheckAsync([.. sample.Item1], sample.Item2.Item1, sample.Item2.Item2).GetAwaiter().GetResult());

    [Fact]
    public async Task Parallel_requests_on_two_instances_get_the_allowance_and_no_more()
    {
        var policy = new RateLimitPolicy("p", new RateWindow("hour", 300, 3600));
        var (time, store) = (new SteppedTime(), new MemoryAllowanceStore());
        var instances = new[] { Limiter(store, time), Limiter(store, time) };
        var allowed = 0;
        await Parallel.ForAsync(0, 1000, async (i, cancellation) =>
        {
            await Task.Yield();
            if ((await instances[i % 2].TakeAsync(policy, 1, cancellation)).IsAllowed)
            {
                Interlocked.Increment(ref allowed);
            }
        });
        Assert.Equal(300, allowed);
    }

    private static async Task CheckAsync(Step[] steps, int hourly, int perMinute)
    {
        var policy = new RateLimitPolicy("p", new RateWindow("hour", hourly, 3600), new RateWindow("minute", perMinute, 60));
        var (time, store) = (new SteppedTime(), new MemoryAllowanceStore());
        var instances = new[] { Limiter(store, time), Limiter(store, time) };
        var passed = TimeSpan.Zero;
        var (hours, minutes) = (new Dictionary<long, int>(), new Dictionary<long, int>());
        foreach (var step in steps)
        {
            switch (step)
            {
                case Step.Seconds:
                    Pass(TimeSpan.FromSeconds(7.3));
                    break;
                case Step.Minute:
                    Pass(TimeSpan.FromMinutes(11));
                    break;
                case Step.SetBack:
                    time.Step(TimeSpan.FromMinutes(-3));
                    break;
                case Step.Burst:
                    for (var i = 0; i < 10; i++)
                    {
                        await TakeAsync(i % 2);
                    }

                    break;
                default:
                    await TakeAsync((int)step);
                    break;
            }
        }

        Assert.All(hours.Values, count => Assert.InRange(count, 0, hourly));
        Assert.All(minutes.Values, count => Assert.InRange(count, 0, perMinute));

        void Pass(TimeSpan by)
        {
            time.Pass(by);
            passed += by;
        }

        // Time passes for the limiter as if the wall clock had never been set back, so its windows are those of true time.
        async Task TakeAsync(int instance)
        {
            var state = await instances[instance].TakeAsync(policy, 1, default);
            Assert.InRange(state.Remaining, 0, hourly);
            if (state.IsAllowed)
            {
                var (hour, minute) = ((long)passed.TotalHours, (long)passed.TotalMinutes);
                hours[hour] = hours.GetValueOrDefault(hour) + 1;
                minutes[minute] = minutes.GetValueOrDefault(minute) + 1;
            }
            else
            {
                Assert.InRange(state.RetryAfterSeconds, 1, 3600);
            }
        }
    }

    private static RateLimiter Limiter(MemoryAllowanceStore store, TimeProvider time) =>
        new(store, time, new DialectOptions(), new TestLogger<RateLimiter>());
}
