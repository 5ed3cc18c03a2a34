using NodaTime;

namespace Polychron.Domain.Time;

/// <summary>Instants as whole microseconds since 1970-01-01T00:00:00Z: the resolution in which they are stored and sent.</summary>
public static class Microseconds
{
    /// <summary>The instant's microseconds, rounded down.</summary>
    public static long FromInstant(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return ticks >= 0 ? ticks / 10 : -((-ticks + 9) / 10);
    }

    /// <summary>The instant of a count of microseconds.</summary>
    public static Instant ToInstant(long microseconds) => Instant.FromUnixTimeTicks(checked(microseconds * 10));

    /// <summary>The instant cut to whole microseconds.</summary>
    public static Instant Truncate(Instant instant) => ToInstant(FromInstant(instant));

    /// <summary>The whole seconds of the half-open interval [start, end), rounded down; zero if end is not after start.</summary>
    public static long WholeSeconds(Instant start, Instant end) =>
        end <= start ? 0 : (FromInstant(end) - FromInstant(start)) / 1_000_000;
}
