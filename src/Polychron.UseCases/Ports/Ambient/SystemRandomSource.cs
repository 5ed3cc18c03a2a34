using System.Security.Cryptography;

namespace Polychron.UseCases.Ports.Ambient;

/// <summary>Random bits of the operating system's cryptographic generator.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    /// <inheritdoc />
    public void Fill(Span<byte> bytes)
    {
#pragma warning disable RS0030 // The one place that draws randomness.
        RandomNumberGenerator.Fill(bytes);
#pragma warning restore RS0030
    }
}
