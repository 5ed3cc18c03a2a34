using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.RateLimits;
using Polychron.UseCases.Access;

namespace Polychron.Dialects.Gate;

/// <summary>Lets requests into a dialect's functions: token, workspace, rate limit.</summary>
internal sealed class Admission(IAuthenticator authenticator, RateLimiter tokens, AddressLimiter addresses)
{
    /// <summary>Lets the request in or throws; the rate limit's headers are on the response either way.</summary>
    public async ValueTask AdmitAsync(HttpContext http, GatedFunction function)
    {
        var dialect = function.Dialect!;
        var admitted = new DialectRequest(dialect);
        http.Features.Set(admitted);
        if (function.IsAnonymous)
        {
            if (function.IsCounted)
            {
                CountAddress(http, dialect);
            }

            await AdmitAnonymousAsync(http, dialect, function.IsCounted).ConfigureAwait(false);
            return;
        }

        var caller = await AuthenticateAsync(http, dialect).ConfigureAwait(false);
        if (dialect.RateLimit is { } policy && tokens.IsEnabled)
        {
            var state = await tokens.TakeAsync(policy.With(caller.RequestsPerMinute), caller.TokenId, http.RequestAborted).ConfigureAwait(false);
            Apply(http, state);
        }

        admitted.Caller = caller;
        dialect.CheckCaller(http.Request, caller);
    }

    private async ValueTask AdmitAnonymousAsync(HttpContext http, IDialect dialect, bool isCounted)
    {
        if (dialect is { RefusesGuessers: true, RateLimit: { } policy } && tokens.IsEnabled
            && addresses.SecondsRefused(policy, ClientAddress.Of(http)) is { } seconds)
        {
            throw TooMany(seconds);
        }

        try
        {
            await dialect.AdmitAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        }
        catch (RequestException refusal) when (!isCounted && refusal.Error.Kind == RequestErrorKind.Unauthenticated)
        {
            CountAddress(http, dialect);
            throw;
        }
    }

    /// <summary>
    /// A refused token is counted against its address, and past the allowance the answer is 429. The address is not refused
    /// before its token was looked at: many good callers may share one address with a bad one, behind an office's gateway
    /// or a proxy.
    /// </summary>
    private async ValueTask<Caller> AuthenticateAsync(HttpContext http, IDialect dialect)
    {
        try
        {
            return await authenticator
                .AuthenticateAsync(dialect.ReadToken(http.Request), dialect.ReadWorkspaceId(http.Request), http.RequestAborted)
                .ConfigureAwait(false);
        }
        catch (Exception refusal) when (refusal is AccessException or RequestException)
        {
            CountAddress(http, dialect);
            throw;
        }
    }

    private void CountAddress(HttpContext http, IDialect dialect)
    {
        if (dialect.RateLimit is { } policy && tokens.IsEnabled)
        {
            Apply(http, addresses.Take(policy, ClientAddress.Of(http)));
        }
    }

    private static void Apply(HttpContext http, in RateLimitState state)
    {
        RateLimitHeaders.Write(http.Response.Headers, state);
        if (!state.IsAllowed)
        {
            throw TooMany(state.RetryAfterSeconds);
        }
    }

    private static RequestException TooMany(int retryAfterSeconds) =>
        new(new RequestError(RequestErrorKind.TooManyRequests, "Too many requests.") { RetryAfterSeconds = retryAfterSeconds });
}
