using NodaTime;

namespace Polychron.Domain.Webhooks;

/// <summary>
/// A secret that signs deliveries. Its text is no property, so that nothing that prints, compares or serialises a record
/// shows it: whoever needs it says so by calling <see cref="Reveal"/>.
/// </summary>
public sealed class SigningSecret : IEquatable<SigningSecret>
{
    private readonly string _text;

    /// <summary>A secret that signs until it expires; null for one that does not.</summary>
    public SigningSecret(string text, Instant? expiresAt = null)
    {
        _text = text;
        ExpiresAt = expiresAt;
    }

    /// <summary>From when on it no longer signs, or null.</summary>
    public Instant? ExpiresAt { get; }

    /// <summary>The secret itself, for signing, for storing, and for whoever has just made it; for nothing else.</summary>
    public string Reveal() => _text;

    /// <summary>Whether it signs at <paramref name="now"/>.</summary>
    public bool SignsAt(Instant now) => ExpiresAt is not { } end || now < end;

    /// <summary>The same secret with an end.</summary>
    public SigningSecret Until(Instant end) => new(_text, end);

    /// <inheritdoc />
    public bool Equals(SigningSecret? other) => other is not null && _text == other._text && ExpiresAt == other.ExpiresAt;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SigningSecret);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_text, ExpiresAt);

    /// <inheritdoc />
    public override string ToString() => "(secret)";
}
