namespace Polychron.UseCases.Ports.Ambient;

/// <summary>The one source of random bits (secrets, operation ids, colours, jitter), injected so that tests can repeat a run.</summary>
public interface IRandomSource
{
    /// <summary>Fills the span with random bytes, fit for secrets in the product's implementation.</summary>
    void Fill(Span<byte> bytes);
}
