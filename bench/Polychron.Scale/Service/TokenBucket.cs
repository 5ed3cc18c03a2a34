namespace Polychron.Scale.Service;

/// <summary>
/// A rate limit. An operation is let in while there are tokens at all, and may leave the bucket in debt: so one that costs much
/// gets its turn too, and those after it pay.
/// </summary>
/// <param name="rate">Tokens that come in a second.</param>
/// <param name="burst">The most tokens that the bucket holds.</param>
internal sealed class TokenBucket(double rate, double burst)
{
    // What is missing from a full bucket: 0 or more, and more than the bucket holds where it is in debt.
    private double _spent;
    private long _asOf = long.MinValue;

    /// <summary>What was taken since <see cref="Reset"/>.</summary>
    public double Taken { get; private set; }

    /// <summary>How many operations were refused since <see cref="Reset"/>.</summary>
    public long Refused { get; private set; }

    /// <summary>Whether an operation is let in at an instant.</summary>
    /// <param name="now">The instant, in ticks; not before that of an earlier call.</param>
    public bool HasTokens(long now)
    {
        if (_asOf != long.MinValue)
        {
            _spent = Math.Max(0, _spent - (rate * (now - _asOf) / TimeSpan.TicksPerSecond));
        }

        _asOf = now;
        return _spent < burst;
    }

    /// <summary>Takes what an operation cost.</summary>
    public void Take(double cost)
    {
        _spent += cost;
        Taken += cost;
    }

    /// <summary>Notes that an operation was refused.</summary>
    public void Refuse() => Refused++;

    /// <summary>Counts from here on; the level stays.</summary>
    public void Reset() => (Taken, Refused) = (0, 0);
}
