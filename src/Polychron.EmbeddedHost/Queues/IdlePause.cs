namespace Polychron.EmbeddedHost.Queues;

/// <summary>How long to wait before the next look at an empty queue: from 100 milliseconds, doubling up to a longest pause.</summary>
internal sealed class IdlePause(TimeSpan longest)
{
    /// <summary>The first pause.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private TimeSpan next = Shortest;

    /// <summary>The pause for this time; the one after it is twice as long.</summary>
    public TimeSpan Take()
    {
        var taken = next;
        next = taken * 2 < longest ? taken * 2 : longest;
        return taken;
    }

    /// <summary>Begins anew, because a message came.</summary>
    public void Reset() => next = Shortest;
}
