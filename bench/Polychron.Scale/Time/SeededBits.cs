using Polychron.UseCases.Ports.Ambient;

namespace Polychron.Scale.Time;

/// <summary>Bits of a seeded generator: the same secrets, operation ids and pauses in every run.</summary>
internal sealed class SeededBits(int seed) : IRandomSource
{
    private readonly Random _dice = new(seed);
    private readonly Lock _gate = new();

    /// <inheritdoc />
    public void Fill(Span<byte> bytes)
    {
        lock (_gate)
        {
            _dice.NextBytes(bytes);
        }
    }
}
