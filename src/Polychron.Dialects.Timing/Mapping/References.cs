using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Polychron.Dialects.Timing.Mapping;

/// <summary>
/// Timing's references, links relative to the API's root such as <c>/projects/1</c>, and the ids behind them. A request may
/// also leave out the slash at the start, or give the bare number where the kind is clear.
/// </summary>
internal static class References
{
    /// <summary>The folder of entries.</summary>
    public const string Entries = "time-entries";

    /// <summary>The folder of projects.</summary>
    public const string Projects = "projects";

    /// <summary>The folder of users.</summary>
    public const string Users = "users";

    /// <summary>The folder of teams.</summary>
    public const string Teams = "teams";

    /// <summary>The reference of an id.</summary>
    public static string Of(string folder, long id) => $"/{folder}/{id}";

    /// <summary>Whether a text has the form of a reference into the folder, and if so its id.</summary>
    public static bool TryReference(string? text, string folder, out long id)
    {
        id = 0;
        var rest = text.AsSpan();
        if (rest.StartsWith("/"))
        {
            rest = rest[1..];
        }

        return rest.StartsWith(folder, StringComparison.Ordinal)
            && rest.Length > folder.Length + 1
            && rest[folder.Length] == '/'
            && TryNumber(rest[(folder.Length + 1)..], out id);
    }

    /// <summary>Whether a text is a reference into the folder or a bare number, and if so its id.</summary>
    public static bool TryReferenceOrNumber(string? text, string folder, out long id) =>
        TryNumber(text, out id) || TryReference(text, folder, out id);

    /// <summary>Writes a property whose value is the reference of an id.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> property, string folder, long id)
    {
        Span<byte> text = stackalloc byte[48];
        text[0] = (byte)'/';
        var length = 1 + Encoding.UTF8.GetBytes(folder, text[1..]);
        text[length++] = (byte)'/';
        id.TryFormat(text[length..], out var digits, provider: CultureInfo.InvariantCulture);
        json.WriteString(property, text[..(length + digits)]);
    }

    // No signs, spaces or separators: "+1" and " 1" are no ids.
    private static bool TryNumber(ReadOnlySpan<char> text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
