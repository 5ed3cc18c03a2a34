using System.Security.Cryptography;
using System.Text;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Tokens;

namespace Polychron.UseCases.OAuth;

/// <summary>
/// The texts of OAuth's secrets. All are random bits in lower-case hexadecimal, stored as SHA-256 hashes only. The prefixes
/// let scanners recognise a leaked one.
/// </summary>
public static class OAuthSecrets
{
    /// <summary>What every refresh token begins with.</summary>
    public const string RefreshPrefix = "pcr_";

    private const string SecretPrefix = "pcs_";
    private const int FamilyDigits = 32;
    private const int SecretDigits = 64;
    private const int FamilyLength = 4 + FamilyDigits;
    private const int RefreshLength = FamilyLength + SecretDigits;

    /// <summary>A client identifier: public, 256 bits as the documented ones are.</summary>
    public static string NewUid(IRandomSource random) => Hex(random, SecretDigits);

    /// <summary>A client secret.</summary>
    public static string NewClientSecret(IRandomSource random) => SecretPrefix + Hex(random, SecretDigits);

    /// <summary>An authorization code.</summary>
    public static string NewCode(IRandomSource random) => Hex(random, SecretDigits);

    /// <summary>
    /// The first refresh token of a family: a part that all tokens of the family share, by which the family is found, and a
    /// part that each of them has for itself. Whoever shows the right first part has seen a token of the family; if the
    /// second part is not the current one, it is an old token, and there is no need to keep a list of those.
    /// </summary>
    public static string NewRefreshToken(IRandomSource random) => RefreshPrefix + Hex(random, FamilyDigits) + Hex(random, SecretDigits);

    /// <summary>The next refresh token of the family of another.</summary>
    public static string NextRefreshToken(IRandomSource random, string previous) => previous[..FamilyLength] + Hex(random, SecretDigits);

    /// <summary>The hash of the part of a refresh token that its family shares, or null if the text is no refresh token.</summary>
    public static string? FamilyHash(string refreshToken) =>
        refreshToken.Length == RefreshLength && refreshToken.StartsWith(RefreshPrefix, StringComparison.Ordinal)
            ? Hash(refreshToken[..FamilyLength])
            : null;

    /// <summary>The hash under which a secret is stored.</summary>
    public static string Hash(string secret) => TokenSecret.Hash(secret);

    /// <summary>Whether a secret is that of a hash; takes the same time whatever it is.</summary>
    public static bool IsOf(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));

    private static string Hex(IRandomSource random, int digits)
    {
        Span<byte> bits = stackalloc byte[digits / 2];
        random.Fill(bits);
        return Convert.ToHexStringLower(bits);
    }
}
