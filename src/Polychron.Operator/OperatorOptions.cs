using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Polychron.Settings;

namespace Polychron.Operator;

/// <summary>The settings of the operator API.</summary>
/// <param name="KeyHash">The SHA-256 hash of the operator key, or null: the API is off.</param>
/// <param name="PreviousKeyHash">
/// The hash of the key before it, which is good as well until it is taken out of the settings; null for none.
/// </param>
internal sealed record OperatorOptions(byte[]? KeyHash, byte[]? PreviousKeyHash = null)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">A key is too short to be one.</exception>
    public static OperatorOptions Read(IConfiguration configuration) =>
        new(ReadKey(OperatorSettings.OperatorKey, configuration), ReadKey(OperatorSettings.PreviousOperatorKey, configuration));

    /// <summary>Whether a text is the key, or the one before; takes the same time whatever it is.</summary>
    public bool IsKey(string? text)
    {
        if (KeyHash is null)
        {
            return false;
        }

        var hash = Hash(text ?? "");
        return CryptographicOperations.FixedTimeEquals(hash, KeyHash)
            | CryptographicOperations.FixedTimeEquals(hash, PreviousKeyHash ?? KeyHash);
    }

    private static byte[]? ReadKey(Setting<string?> setting, IConfiguration configuration) =>
        setting.Read(configuration) is { } key ? Hash(key) : null;

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
