using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Polychron.UseCases.Imports;

/// <summary>
/// The address of a person of whom a file has only the name: always the same one for a name, below a domain to which no mail
/// can be sent (RFC 2606), so that a later import finds the person again and nobody is written to.
/// </summary>
internal static class InventedAddress
{
    private const string Domain = "import.invalid";
    private const int MaxReadable = 40;

    public static string Of(string name)
    {
        var readable = new StringBuilder(MaxReadable);
        foreach (var letter in name.Normalize(NormalizationForm.FormKD))
        {
            if (readable.Length == MaxReadable)
            {
                break;
            }

            if (char.IsAsciiLetterOrDigit(letter))
            {
                readable.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && readable.Length > 0 && readable[^1] != '-')
            {
                readable.Append('-');
            }
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant())).AsSpan(0, 4));
        return $"{readable.ToString().Trim('-')}.{hash}@{Domain}".TrimStart('.');
    }
}
