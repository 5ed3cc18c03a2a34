using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Urls;

/// <summary>
/// Ids in paths: decimal digits without leading zeros, from 1 to 2^63-1. Functions take them as text, so that what is no id
/// is the dialect's "not found" and not the host's.
/// </summary>
public static class RouteId
{
    /// <summary>The id of a text.</summary>
    /// <param name="text">The part of the path.</param>
    /// <param name="what">What the id is of, as in "Project not found."</param>
    /// <exception cref="DomainException">It is no id, so there is no such thing.</exception>
    public static long Parse(string? text, string what) => TryParse(text, out var id) ? id : throw DomainException.NotFound(what);

    /// <summary>Whether a text is an id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0 && text![0] != '0';
}
