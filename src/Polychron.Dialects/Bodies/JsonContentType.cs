using Polychron.Dialects.Errors;

namespace Polychron.Dialects.Bodies;

/// <summary>
/// Whether a body says that it is JSON in UTF-8. A body without a content type is refused: a web page can send one to
/// another site's server without being asked, with the visitor's cookies, and in two dialects a cookie is a token.
/// </summary>
internal static class JsonContentType
{
    public static void Require(string? contentType)
    {
        if (!IsJson(contentType))
        {
            throw new RequestException(
                RequestErrorKind.UnsupportedMediaType, "The body has to be JSON in UTF-8, sent with Content-Type: application/json.");
        }
    }

    private static bool IsJson(ReadOnlySpan<char> contentType)
    {
        var semicolon = contentType.IndexOf(';');
        var media = (semicolon < 0 ? contentType : contentType[..semicolon]).Trim();
        return (media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || (media.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                    && media.EndsWith("+json", StringComparison.OrdinalIgnoreCase)))
            && (semicolon < 0 || IsUtf8(contentType[(semicolon + 1)..]));
    }

    private static bool IsUtf8(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            if (!parameter.StartsWith("charset=", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var charset = parameter["charset=".Length..].Trim('"');
            if (!charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                && !charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
                && !charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}
