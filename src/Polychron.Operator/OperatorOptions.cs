using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Polychron.Settings;

namespace Polychron.Operator;

/// <summary>The settings of the operator API.</summary>
/// <param name="KeyHash">The SHA-256 hash of the operator key, or null: the API is off.</param>
internal sealed record OperatorOptions(byte[]? KeyHash)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">The key is too short to be one.</exception>
    public static OperatorOptions Read(IConfiguration configuration) =>
        new(OperatorSettings.OperatorKey.Read(configuration) is { } key ? Hash(key) : null);

    /// <summary>Whether a text is the key; takes the same time whatever it is.</summary>
    public bool IsKey(string? text) => KeyHash is not null && CryptographicOperations.FixedTimeEquals(Hash(text ?? ""), KeyHash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
