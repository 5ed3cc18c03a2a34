using Microsoft.Extensions.Logging;
using Polychron.UseCases.Ports.Limits;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Dialects.RateLimits;

/// <summary>
/// Counts the requests of tokens against a policy that holds across instances. An instance leases a twentieth of a window's
/// allowance at a time from the store and counts it down in memory, so that hardly a request costs a storage operation; a
/// token that is refused costs none until the window ends. What an instance has leased and not used when a window ends is
/// lost, so a token spread over several instances may get a little less than its allowance, and never more.
/// </summary>
/// <remarks>
/// If the store cannot answer, requests go on: a limit protects the store, and must not be the one thing that is down without
/// it. Each instance then still keeps the policy by its own count.
/// </remarks>
internal sealed partial class RateLimiter(
    IAllowanceStore store, TimeProvider time, DialectOptions options, ILogger<RateLimiter> logger)
{
    /// <summary>A lease takes the allowance divided by this, at least 1.</summary>
    public const int BlocksPerWindow = 20;

    private readonly AllowanceTable<long> _allowances = new(isLocal: false);
    private readonly SteadyClock _clock = new(time);

    /// <summary>Whether requests are counted at all.</summary>
    public bool IsEnabled { get; } = options.IsRateLimited;

    /// <summary>Counts a request of a token, if the policy allows it.</summary>
    public ValueTask<RateLimitState> TakeAsync(RateLimitPolicy policy, long tokenId, CancellationToken cancellation)
    {
        var now = _clock.UnixTicks;
        var allowance = _allowances.Find(policy, tokenId, now);
        return allowance.TryTake(now, out var missing) is { } state
            ? ValueTask.FromResult(state)
            : LeaseAndTakeAsync(policy, tokenId, allowance, missing, cancellation);
    }

    private async ValueTask<RateLimitState> LeaseAndTakeAsync(
        RateLimitPolicy policy, long tokenId, Allowance allowance, int missing, CancellationToken cancellation)
    {
        while (true)
        {
            if (allowance.BeginLease(missing, out var number, out var underWay))
            {
                await (underWay?.WaitAsync(cancellation) ?? LeaseAsync(policy, tokenId, allowance, missing, number))
                    .ConfigureAwait(false);
            }

            if (allowance.TryTake(_clock.UnixTicks, out missing) is { } state)
            {
                return state;
            }
        }
    }

    // Not cancelled with the request that happens to do it: others wait for it.
    private async Task LeaseAsync(RateLimitPolicy policy, long tokenId, Allowance allowance, int index, long number)
    {
        var window = policy.Windows[index];
        var want = Math.Max(1, window.Limit / BlocksPerWindow);
        Action<WindowCount>? add = null;
        try
        {
            var (taken, left) = await store
                .TakeAsync($"{policy.Name}.{window.Name}.{tokenId}", number, want, window.Limit, CancellationToken.None)
                .ConfigureAwait(false);
            add = count => count.Add(taken, left);
        }
        catch (Exception unavailable) when (unavailable is StorageUnavailableException or RowConflictException)
        {
            Unshared(unavailable, policy.Name);
            add = count => count.AddUnshared(want);
        }
        finally
        {
            allowance.EndLease(index, number, add);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The store of rate limit {Policy} could not answer; this instance counts on its own")]
    private partial void Unshared(Exception exception, string policy);
}
