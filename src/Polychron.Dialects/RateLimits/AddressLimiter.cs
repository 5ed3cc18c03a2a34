using System.Net;

namespace Polychron.Dialects.RateLimits;

/// <summary>
/// Counts, on this instance alone, requests that come without a good token, by the address that they come from. An attacker
/// with ever new addresses can make it forget earlier counts; the memory it takes stays bounded.
/// </summary>
internal sealed class AddressLimiter(TimeProvider time)
{
    private readonly AllowanceTable<IPAddress> _allowances = new(isLocal: true, maxSubjects: 10_000);
    private readonly SteadyClock _clock = new(time);

    /// <summary>For how many seconds an address has no allowance left, or null while it has; counts nothing.</summary>
    public int? SecondsRefused(RateLimitPolicy policy, IPAddress address)
    {
        var now = _clock.UnixTicks;
        return _allowances.Find(policy, address, now).SecondsRefused(now);
    }

    /// <summary>Counts a request, if the policy allows it.</summary>
    public RateLimitState Take(RateLimitPolicy policy, IPAddress address)
    {
        var now = _clock.UnixTicks;
        return _allowances.Find(policy, address, now).TryTake(now, out _)
            ?? throw new InvalidOperationException("A local allowance leases nothing.");
    }
}
