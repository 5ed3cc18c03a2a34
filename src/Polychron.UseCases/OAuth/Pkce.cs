using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Polychron.UseCases.OAuth;

/// <summary>Proof Key for Code Exchange (RFC 7636), with S256 only: "plain" would prove nothing to who can read the request.</summary>
public static class Pkce
{
    /// <summary>The one method.</summary>
    public const string Method = "S256";

    private const int ChallengeLength = 43;

    /// <summary>Whether a text has the form of an S256 challenge: a SHA-256 hash in base64url without padding.</summary>
    public static bool IsChallenge(string text) =>
        text.Length == ChallengeLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>
    /// Whether the verifier is that of the challenge. Without a challenge there must be no verifier: a client that sends one
    /// asked for a challenge, which somebody left out on the way (RFC 9700, section 4.8.2).
    /// </summary>
    public static bool IsProof(string? verifier, string? challenge)
    {
        if (challenge is null)
        {
            return verifier is null;
        }

        if (verifier is not { Length: >= 43 and <= 128 }
            || !verifier.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~'))
        {
            return false;
        }

        var hash = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(challenge));
    }
}
