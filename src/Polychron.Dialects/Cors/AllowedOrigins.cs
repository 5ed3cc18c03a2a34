using System.Collections.Frozen;

namespace Polychron.Dialects.Cors;

/// <summary>The origins whose pages may call the dialects that allow it.</summary>
internal sealed class AllowedOrigins
{
    private readonly FrozenSet<string> _origins;

    private AllowedOrigins(FrozenSet<string> origins, bool isAll) => (_origins, IsAll) = (origins, isAll);

    /// <summary>No page of another origin.</summary>
    public static AllowedOrigins None { get; } = new(FrozenSet<string>.Empty, isAll: false);

    /// <summary>Whether every page may, so that the answer is the same for all.</summary>
    public bool IsAll { get; }

    /// <summary>Whether no page may.</summary>
    public bool IsNone => !IsAll && _origins.Count == 0;

    /// <summary>Whether a page of an origin may. Origins are compared as browsers write them, letter by letter.</summary>
    public bool Has(string origin) => IsAll || _origins.Contains(origin);

    /// <summary>Reads <c>*</c> or origins that are separated by blanks.</summary>
    /// <exception cref="FormatException">One is no origin as browsers write it; the message is empty.</exception>
    public static AllowedOrigins Parse(string text)
    {
        var origins = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return origins is ["*"] ? new AllowedOrigins(FrozenSet<string>.Empty, isAll: true)
            : Array.TrueForAll(origins, IsOrigin) ? new AllowedOrigins(origins.ToFrozenSet(StringComparer.Ordinal), isAll: false)
            : throw new FormatException("");
    }

    // Scheme, host and a port that is not the scheme's own, in lower case, ASCII and without a slash: another form would never match.
    private static bool IsOrigin(string text) =>
        text.All(c => char.IsAscii(c) && c != '*')
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.GetLeftPart(UriPartial.Authority) == text
        && uri.UserInfo.Length == 0;
}
