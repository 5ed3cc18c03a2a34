using NodaTime;
using Polychron.UseCases.Ports.Ambient;

namespace Polychron.Bench.Seed;

/// <summary>A clock that stands where the seed sets it.</summary>
internal sealed class SeedClock : IClock
{
    public Instant Now { get; set; }

    public Instant GetCurrentInstant() => Now;
}

/// <summary>Bytes of a seeded generator: the same tokens and operation ids in every run. The store is gone when the run ends.</summary>
internal sealed class SeedRandom(Random dice) : IRandomSource
{
    public void Fill(Span<byte> bytes) => dice.NextBytes(bytes);
}
