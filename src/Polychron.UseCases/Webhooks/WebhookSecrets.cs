using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Ambient;

namespace Polychron.UseCases.Webhooks;

/// <summary>
/// Secrets that sign deliveries: "whsec_" and Base64, as Standard Webhooks has them, or any text that a caller chose, whose
/// UTF-8 bytes are then the key.
/// </summary>
public static class WebhookSecrets
{
    /// <summary>What a secret in Base64 begins with.</summary>
    public const string Prefix = "whsec_";

    /// <summary>The most characters of a secret that a caller chooses.</summary>
    public const int MaxLength = 200;

    /// <summary>The most secrets that sign at once.</summary>
    public const int MaxOverlapping = 5;

    /// <summary>The longest time that an old secret goes on signing beside a new one.</summary>
    public static readonly Duration MaxOverlap = Duration.FromDays(7);

    private const int KeyBytes = 32;
    private const int MinKeyBytes = 24;
    private const int MaxKeyBytes = 64;

    /// <summary>A new secret of 256 random bits.</summary>
    public static SigningSecret New(IRandomSource random)
    {
        Span<byte> bits = stackalloc byte[KeyBytes];
        random.Fill(bits);
        return new SigningSecret(Prefix + Convert.ToBase64String(bits));
    }

    /// <summary>A secret that a caller chose.</summary>
    /// <exception cref="DomainException">It is empty or too long, or has the prefix and is not what Standard Webhooks asks for.</exception>
    public static SigningSecret Chosen(string text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            throw DomainException.Invalid("secret", $"must have 1 to {MaxLength} characters");
        }

        if (text.StartsWith(Prefix, StringComparison.Ordinal) && !IsStandard(text))
        {
            throw DomainException.Invalid(
                "secret", $"that begins with {Prefix} goes on with {MinKeyBytes} to {MaxKeyBytes} bytes in Base64");
        }

        return new SigningSecret(text);
    }

    /// <summary>The key of a secret.</summary>
    public static byte[] Key(SigningSecret secret) => secret.Reveal() is var text && text.StartsWith(Prefix, StringComparison.Ordinal)
        ? Convert.FromBase64String(text[Prefix.Length..])
        : Encoding.UTF8.GetBytes(text);

    /// <summary>A new secret before the ones that there are, which go on signing for a while; what has ended is left out.</summary>
    public static ImmutableList<SigningSecret> Rotate(
        ImmutableList<SigningSecret> secrets, SigningSecret next, Instant now, Duration overlap)
    {
        var end = now + overlap;
        var old = secrets.Select(secret => secret.ExpiresAt is { } earlier && earlier < end ? secret : secret.Until(end))
            .Where(secret => secret.SignsAt(now)).Take(MaxOverlapping - 1);
        return [next, .. old];
    }

    private static bool IsStandard(string text)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        return Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var count) && count is >= MinKeyBytes and <= MaxKeyBytes;
    }
}
