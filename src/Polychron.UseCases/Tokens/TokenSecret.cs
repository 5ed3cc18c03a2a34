using System.Security.Cryptography;
using System.Text;
using Polychron.UseCases.Ports.Ambient;

namespace Polychron.UseCases.Tokens;

/// <summary>
/// The text of an API token: "pcn_" and 256 random bits in 64 hexadecimal digits. The prefix lets scanners recognise a
/// leaked one. Only its SHA-256 hash is stored; with 256 random bits a slow hash would add nothing.
/// </summary>
public static class TokenSecret
{
    /// <summary>What every token that this server makes begins with.</summary>
    public const string Prefix = "pcn_";

    /// <summary>The most characters that are looked at in a token; bootstrap may set one of another form.</summary>
    public const int MaxLength = 200;

    /// <summary>The fewest characters that a token set by bootstrap has.</summary>
    public const int MinLength = 16;

    /// <summary>A new token.</summary>
    public static string New(IRandomSource random)
    {
        Span<byte> bits = stackalloc byte[32];
        random.Fill(bits);
        return Prefix + Convert.ToHexStringLower(bits);
    }

    /// <summary>The hash under which a token is stored: SHA-256 of its UTF-8 form, in lower-case hexadecimal.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
