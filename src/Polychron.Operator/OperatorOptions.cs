using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Polychron.Operator;

/// <summary>The settings of the operator API.</summary>
/// <param name="KeyHash">The SHA-256 hash of the operator key, or null: the API is off.</param>
/// <param name="PreviousKeyHash">
/// The hash of the key before it, which is good as well until it is taken out of the settings; null for none.
/// </param>
internal sealed record OperatorOptions(byte[]? KeyHash, byte[]? PreviousKeyHash = null)
{
    /// <summary>The setting with the key.</summary>
    public const string KeySetting = "Polychron:OperatorKey";

    /// <summary>The setting with the key before it.</summary>
    public const string PreviousKeySetting = "Polychron:OperatorKeyPrevious";

    private const int MinLength = 16;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A key is too short to be one, or there is only the one before.</exception>
    public static OperatorOptions Read(IConfiguration configuration)
    {
        var key = ReadKey(configuration, KeySetting);
        var previous = ReadKey(configuration, PreviousKeySetting);
        return key is null && previous is not null
            ? throw new InvalidOperationException($"{PreviousKeySetting} is set and {KeySetting} is not; set the new key, or leave both out to turn the operator API off.")
            : new OperatorOptions(key, previous);
    }

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

    private static byte[]? ReadKey(IConfiguration configuration, string setting) => configuration[setting] switch
    {
        null or "" => null,
        { Length: < MinLength } => throw new InvalidOperationException(
            $"{setting} has fewer than {MinLength} characters; use a longer random one, or leave it out to turn the operator API off."),
        var key => Hash(key),
    };

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
