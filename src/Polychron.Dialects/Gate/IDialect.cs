using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Replies;
using Polychron.UseCases.Access;

namespace Polychron.Dialects.Gate;

/// <summary>
/// What the gate has to know of an API in order to let requests in and errors out. One instance serves all requests at the
/// same time. Any method may throw <see cref="RequestException"/>.
/// </summary>
public interface IDialect
{
    /// <summary>What the names of this dialect's functions begin with, such as "Timing"; the next character is not a lower-case letter.</summary>
    string FunctionPrefix { get; }

    /// <summary>The content type of replies.</summary>
    string ContentType => BytesResult.Json;

    /// <summary>How many requests a token may make; null for no limit. The same object at every call.</summary>
    RateLimitPolicy? RateLimit => null;

    /// <summary>
    /// Whether pages of the configured origins may call it from a browser. Only for APIs whose token stands where no browser
    /// puts one by itself: a header, not a cookie.
    /// </summary>
    bool IsCrossOrigin => false;

    /// <summary>
    /// Whether an object in a body may name a member twice, of which the last counts. Else it is refused, since readers
    /// disagree on which one counts; a dialect says so only if its own document sends such bodies.
    /// </summary>
    bool TakesLastOfDoubles => false;

    /// <summary>
    /// Whether a function is served without a <see cref="Caller"/>: no token is read, <see cref="AdmitAsync"/> decides, and the
    /// rate limit counts by address. Asked once for each function.
    /// </summary>
    bool IsAnonymous(string functionName) => false;

    /// <summary>
    /// Whether requests of an anonymous function count for the rate limit of their address. All do unless implemented; those
    /// that browsers make by themselves, many from one office, should not. Asked once for each function.
    /// </summary>
    bool IsCounted(string functionName) => true;

    /// <summary>
    /// Whether an address that showed as many wrong keys as the rate limit allows is refused before its next key is looked
    /// at: for keys that people choose, where guessing has to be slow. It is for APIs with few callers, since a bad one shuts
    /// out the good ones at its address until the window ends.
    /// </summary>
    bool RefusesGuessers => false;

    /// <summary>
    /// Sees every request before anything else does: the place of headers that all of the API's responses have, refusals
    /// included. Does nothing unless implemented, and does not throw.
    /// </summary>
    void Begin(HttpContext http)
    {
    }

    /// <summary>The token that the request shows in the dialect's place for it, or null (see <see cref="Credentials"/>).</summary>
    string? ReadToken(HttpRequest request);

    /// <summary>The workspace that the request names, or null for the token's own.</summary>
    long? ReadWorkspaceId(HttpRequest request) => null;

    /// <summary>Lets a request of an anonymous function in, or throws: the place of APIs with a key of their own. Lets all in unless implemented.</summary>
    ValueTask AdmitAsync(HttpRequest request, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>
    /// Refuses a caller of a workspace that this API does not serve, by the rules of a use case: what holds for all of its
    /// functions. Serves all unless implemented.
    /// </summary>
    /// <exception cref="RequestException">The caller is refused.</exception>
    /// <exception cref="Domain.Errors.DomainException">The caller is refused.</exception>
    void CheckCaller(HttpRequest request, Caller caller)
    {
    }

    /// <summary>The response to a refused request, completely rendered. The gate adds Retry-After and the rate limit's headers.</summary>
    IResult RenderError(RequestError error);

    /// <summary>
    /// The response to a refused request for an API whose errors say what was asked and by whom. The caller is null where the
    /// request was refused before one was known.
    /// </summary>
    IResult RenderError(RequestError error, HttpRequest request, Caller? caller) => RenderError(error);
}
