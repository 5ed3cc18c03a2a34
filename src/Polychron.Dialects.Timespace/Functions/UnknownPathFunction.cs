using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;

namespace Polychron.Dialects.Timespace.Functions;

/// <summary>Whatever else is asked for below the dialect's root: another path, or a path of the API with a method that it does not take.</summary>
public sealed class UnknownPathFunction
{
    private static readonly AllowedMethods Methods = new(typeof(UnknownPathFunction).Assembly);

    /// <summary>Answers 405 with Allow where the path is known, else 404.</summary>
    [Function("TimespaceUnknownPath")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = Routes.Unknown)] HttpRequest request)
    {
        var methods = Methods.Of(request.Path);
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
