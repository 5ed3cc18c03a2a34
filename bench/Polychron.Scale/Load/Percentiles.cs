namespace Polychron.Scale.Load;

/// <summary>Times of requests.</summary>
internal sealed class Percentiles
{
    private readonly List<long> _ticks = [];
    private bool _isSorted = true;

    /// <summary>How many there are.</summary>
    public int Count => _ticks.Count;

    /// <summary>Adds one.</summary>
    public void Add(long ticks)
    {
        _ticks.Add(ticks);
        _isSorted = false;
    }

    /// <summary>What a share of the times, from 0 to 1, does not exceed; zero where there are none.</summary>
    public TimeSpan At(double share)
    {
        if (_ticks.Count == 0)
        {
            return TimeSpan.Zero;
        }

        if (!_isSorted)
        {
            _ticks.Sort();
            _isSorted = true;
        }

        return TimeSpan.FromTicks(_ticks[(int)Math.Clamp(Math.Ceiling(share * _ticks.Count) - 1, 0, _ticks.Count - 1)]);
    }
}
