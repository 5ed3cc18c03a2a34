using System.Buffers;
using System.Text;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Keys;

/// <summary>
/// Escapes keys to characters that Table Storage takes in a key, a URL and a filter alike, and keeps their order: the
/// ordinal order of escaped keys is the order of the UTF-8 bytes of the originals.
/// </summary>
/// <remarks>
/// Letters, digits, - and _ stand for themselves. Any other byte is written as a leader and two lower-case hexadecimal
/// digits. The leader is itself a byte of the gap between safe bytes in which the escaped byte lies, so that it compares
/// with every safe byte as the escaped byte does; within one gap the digits decide. The empty key is one lone leader,
/// the first in the order, because an address with an empty key is read differently from service to service.
/// </remarks>
public static class KeyEscaping
{
    private const string Empty = "!";
    private const string Digits = "0123456789abcdef";
    private static readonly SearchValues<char> Safe =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Escapes a key. A safe one, which most are, is returned as it is.</summary>
    /// <param name="key">A key or a bound of a range that <see cref="KeyRules"/> accepts.</param>
    public static string Escape(string key)
    {
        if (key.Length == 0)
        {
            return Empty;
        }

        return key.AsSpan().ContainsAnyExcept(Safe) ? EscapeBytes(Encoding.UTF8.GetBytes(key)) : key;
    }

    /// <summary>Reverses <see cref="Escape"/>.</summary>
    /// <exception cref="FormatException">The string is not the escaped form of any key.</exception>
    public static string Unescape(string escaped)
    {
        if (escaped == Empty)
        {
            return "";
        }

        return escaped.AsSpan().ContainsAnyExcept(Safe) ? UnescapeBytes(escaped) : escaped;
    }

    private static string EscapeBytes(ReadOnlySpan<byte> key)
    {
        var escaped = new StringBuilder(key.Length + 16);
        foreach (var value in key)
        {
            if (Safe.Contains((char)value))
            {
                escaped.Append((char)value);
            }
            else
            {
                escaped.Append(Leader(value)).Append(Digits[value >> 4]).Append(Digits[value & 0xF]);
            }
        }

        return escaped.ToString();
    }

    private static string UnescapeBytes(string escaped)
    {
        var bytes = new byte[escaped.Length];
        var length = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            bytes[length++] = Safe.Contains(escaped[i]) ? (byte)escaped[i] : UnescapeByte(escaped, ref i);
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static byte UnescapeByte(string escaped, ref int at)
    {
        var high = at + 2 < escaped.Length ? Digits.IndexOf(escaped[at + 1], StringComparison.Ordinal) : -1;
        var low = high < 0 ? -1 : Digits.IndexOf(escaped[at + 2], StringComparison.Ordinal);
        var value = (byte)(16 * high + low);
        if (low < 0 || Safe.Contains((char)value) || Leader(value) != escaped[at])
        {
            throw new FormatException($"'{escaped}' is no escaped key: position {at}.");
        }

        at += 2;
        return value;
    }

    private static char Leader(byte value) => value switch
    {
        < (byte)'-' => '!',
        < (byte)'0' => '.',
        < (byte)'A' => ':',
        < (byte)'_' => '[',
        < (byte)'a' => '`',
        _ => '~',
    };
}
