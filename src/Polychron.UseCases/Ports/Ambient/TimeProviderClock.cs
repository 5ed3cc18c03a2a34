using NodaTime;

namespace Polychron.UseCases.Ports.Ambient;

/// <summary>
/// The domain's clock over the one injected <see cref="TimeProvider"/>, cut to whole microseconds: the resolution in which
/// instants are stored and sent, so that what a caller is told is what a later read returns.
/// </summary>
public sealed class TimeProviderClock(TimeProvider time) : IClock
{
    /// <inheritdoc />
    public Instant GetCurrentInstant()
    {
        var ticks = time.GetUtcNow().Ticks - DateTime.UnixEpoch.Ticks;
        return Instant.FromUnixTimeTicks(ticks - ticks % 10);
    }
}
