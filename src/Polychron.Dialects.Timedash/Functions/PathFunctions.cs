using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timedash.Access;

namespace Polychron.Dialects.Timedash.Functions;

/// <summary>What is answered for paths rather than resources: preflights, and whatever no other function takes.</summary>
public sealed class PathFunctions
{
    private static readonly AllowedMethods Methods = new(typeof(PathFunctions).Assembly);

    /// <summary>Answers a browser's preflight, without a key, for every path, with the methods that the path takes.</summary>
    [Function(TimedashDialect.Preflight)]
    public IResult Preflight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = Routes.Unknown)] HttpRequest request)
    {
        CrossOrigin.AllowRequest(request.HttpContext.Response.Headers, Methods.Of(request.Path));
        return new BytesResult(StatusCodes.Status204NoContent);
    }

    /// <summary>Answers 405 with Allow where the path is known, else 404.</summary>
    [Function(TimedashDialect.UnknownPath)]
    public IResult Unknown(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", Route = Routes.Unknown)] HttpRequest request) =>
        throw Methods.Refuse(request);
}
