namespace Polychron.Soak.Load;

/// <summary>When each connection may begin its next request: at a steady rate, or as soon as it can.</summary>
internal sealed class Pace(Gate gate, double perSecond, int connections)
{
    private readonly TimeSpan _wait = perSecond <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(connections / perSecond);
    private volatile bool _isBurst;

    /// <summary>Whether nobody waits, so that an end of the server meets as many requests as there are connections.</summary>
    public bool IsBurst
    {
        get => _isBurst;
        set => _isBurst = value;
    }

    /// <summary>Waits for the next turn, and for the gate.</summary>
    public async Task NextAsync(CancellationToken stop)
    {
        if (_wait > TimeSpan.Zero && !_isBurst)
        {
            await Task.Delay(_wait, stop);
        }

        await gate.PassAsync(stop);
    }
}
