using System.Buffers;
using System.Text;

namespace Polychron.Dialects.Timedash.Mapping;

/// <summary>
/// The names of metadata and those of custom fields, one for one. A name that may be a custom field's is that very name, so
/// that other dialects know it; any other one ("Favorite color", "2019") is written as <c>utf8-</c> and the hexadecimal digits
/// of its UTF-8 form. A name of 40 characters so becomes one of at most 245, where 255 are allowed; only of characters beyond
/// U+FFFF (emoji) no more than 31 have room.
/// </summary>
internal static class MetadataNames
{
    /// <summary>The property.</summary>
    public const string Property = "metadata";

    /// <summary>The most characters in a name (Timedash, "Metadata").</summary>
    public const int MaxLength = 40;

    /// <summary>The most characters in a value.</summary>
    public const int MaxValueLength = 500;

    /// <summary>The most names.</summary>
    public const int MaxCount = 20;

    private const string Prefix = "utf8-";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The custom field of a name of at least one character.</summary>
    public static string ToField(string name) =>
        IsFieldName(name) && Decode(name) is null ? name : Prefix + Convert.ToHexStringLower(Utf8.GetBytes(name));

    /// <summary>The name of a custom field.</summary>
    public static string FromField(string field) => Decode(field) ?? field;

    /// <summary>The parameter of a name: <c>metadata[color]</c>.</summary>
    public static string Parameter(string name) => $"{Property}[{name}]";

    // What is no name's form stands for itself, so that no two fields are shown under one name.
    private static string? Decode(string field)
    {
        var digits = field.StartsWith(Prefix, StringComparison.Ordinal) ? field.AsSpan(Prefix.Length) : default;
        if (digits.IsEmpty || digits.Length % 2 != 0 || digits.ContainsAnyExcept(Digits))
        {
            return null;
        }

        try
        {
            var name = Utf8.GetString(Convert.FromHexString(digits));
            return ToField(name) == field ? name : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // As the domain has it (Timing, "Custom fields").
    private static bool IsFieldName(string name) =>
        name[0] != '_'
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !name.All(char.IsAsciiDigit);
}
