using Microsoft.AspNetCore.Http;
using Polychron.UseCases.Access;

namespace Polychron.Dialects.Gate;

/// <summary>Where functions find who calls them.</summary>
public static class CallerExtensions
{
    /// <summary>Who makes the request.</summary>
    /// <exception cref="InvalidOperationException">The function is anonymous or belongs to no dialect: a bug.</exception>
    public static Caller GetCaller(this HttpRequest request) =>
        DialectRequest.Of(request).Caller ?? throw new InvalidOperationException("An anonymous function has no caller.");
}
