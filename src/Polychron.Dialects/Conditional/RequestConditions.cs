using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Polychron.Dialects.Conditional;

/// <summary>
/// The conditions that a request sets on an entity tag (RFC 9110, section 13.1). A header that holds anything but a list
/// of entity tags or <c>*</c> matches nothing: If-Match then refuses the write, If-None-Match sends the whole body.
/// </summary>
public static class RequestConditions
{
    /// <summary>
    /// The request's If-Match as a predicate on the present ETag (in its header form), with strong comparison; null if the
    /// request sets none. <c>*</c> holds for whatever exists. Checked inside the transaction by the use case, it answers
    /// whether the write may go on.
    /// </summary>
    public static Func<string, bool>? IfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        return header.Count == 0 ? null : etag => Matches(header, etag, isWeak: false);
    }

    /// <summary>Whether the request's If-None-Match names this ETag, with weak comparison: the client has this body already.</summary>
    public static bool NoneMatchNames(HttpRequest request, string etag)
    {
        var header = request.Headers.IfNoneMatch;
        return header.Count > 0 && Matches(header, etag, isWeak: true);
    }

    private static bool Matches(StringValues header, string etag, bool isWeak)
    {
        foreach (var line in header)
        {
            if (line is not null && Matches(line.AsSpan().Trim(" \t"), etag, isWeak))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(ReadOnlySpan<char> list, string etag, bool isWeak)
    {
        if (list is "*")
        {
            return true;
        }

        // A comma may be inside the quotes: tags are cut at their quotes, not at commas.
        var found = false;
        while (!list.IsEmpty)
        {
            var opening = list.StartsWith("W/", StringComparison.Ordinal) ? 2 : 0;
            if (list.Length <= opening || list[opening] != '"')
            {
                return false;
            }

            var length = list[(opening + 1)..].IndexOf('"');
            if (length < 0)
            {
                return false;
            }

            var tag = list[..(opening + length + 2)];
            found |= isWeak ? EntityTag.WeakEquals(tag, etag) : EntityTag.StrongEquals(tag, etag);
            list = list[tag.Length..].TrimStart(" \t");
            if (!list.IsEmpty)
            {
                if (list[0] != ',')
                {
                    return false;
                }

                list = list.TrimStart(", \t");
            }
        }

        return found;
    }
}
