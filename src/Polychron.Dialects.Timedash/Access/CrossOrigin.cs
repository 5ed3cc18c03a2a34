using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Cors;

namespace Polychron.Dialects.Timedash.Access;

/// <summary>
/// Cross-origin resource sharing (Timedash, overview: "we support cross-origin resource sharing"): any web page may call the
/// API with a key that it has. Browsers send nothing by themselves, neither cookies nor a remembered password, as long as the
/// answer says <c>*</c>, so a page gets nothing that its key does not get.
/// </summary>
internal static class CrossOrigin
{
    /// <summary>Lets pages read the response.</summary>
    public static void Allow(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = CrossOriginHeaders.Response;
    }

    /// <summary>Lets pages send what a preflight asks for.</summary>
    public static void AllowRequest(IHeaderDictionary headers, IEnumerable<string> methods)
    {
        headers.AccessControlAllowMethods = string.Join(", ", methods);
        headers.AccessControlAllowHeaders = CrossOriginHeaders.Request;
        headers.AccessControlMaxAge = CrossOriginHeaders.MaxAgeSeconds;
    }
}
