using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Errors;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>Whatever else is asked for below the dialect's root: another path, or a path of the API with a method that it does not take.</summary>
public sealed class UnknownPathFunction
{
    /// <summary>Answers 405 with Allow where the path is known, else 404.</summary>
    [Function("TimelyUnknownPath")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.Unknown)] HttpRequest request)
    {
        var methods = AllowedMethods.Of(request.Path);
        if (methods.Count == 0)
        {
            throw new RequestException(RequestErrorKind.NotFound, "There is nothing at this path.");
        }

        var allowed = string.Join(", ", methods);
        request.HttpContext.Response.Headers.Allow = allowed;
        throw new RequestException(
            RequestErrorKind.MethodNotAllowed,
            $"The {request.Method} method is not supported for this path. Supported methods: {allowed}.");
    }
}
