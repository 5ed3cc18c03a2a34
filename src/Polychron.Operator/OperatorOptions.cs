using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Polychron.Operator;

/// <summary>The settings of the operator API.</summary>
/// <param name="KeyHash">The SHA-256 hash of the operator key, or null: the API is off.</param>
internal sealed record OperatorOptions(byte[]? KeyHash)
{
    /// <summary>The setting with the key.</summary>
    public const string KeySetting = "Polychron:OperatorKey";

    private const int MinLength = 16;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">The key is too short to be one.</exception>
    public static OperatorOptions Read(IConfiguration configuration) => configuration[KeySetting] switch
    {
        null or "" => new OperatorOptions((byte[]?)null),
        { Length: < MinLength } => throw new InvalidOperationException(
            $"{KeySetting} has fewer than {MinLength} characters; use a longer random one, or leave it out to turn the operator API off."),
        var key => new OperatorOptions(Hash(key)),
    };

    /// <summary>Whether a text is the key; takes the same time whatever it is.</summary>
    public bool IsKey(string? text) => KeyHash is not null && CryptographicOperations.FixedTimeEquals(Hash(text ?? ""), KeyHash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
