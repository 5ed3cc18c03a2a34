using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Conditional;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timether.Wire;

/// <summary>The condition of a write on what it changes, checked inside its transaction.</summary>
internal static class IfMatch
{
    /// <summary>Refuses the write if the request's If-Match does not name the present ETag.</summary>
    /// <exception cref="DomainException">It does not.</exception>
    public static void Require(HttpRequest request, string etag)
    {
        if (RequestConditions.IfMatch(request)?.Invoke(etag) == false)
        {
            throw DomainException.PreconditionFailed();
        }
    }
}
