using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Gate;

namespace Polychron.Dialects.Timespace.Functions;

/// <summary>Whatever else is asked for below the dialect's root: another path, or a path of the API with a method that it does not take.</summary>
public sealed class UnknownPathFunction
{
    private static readonly AllowedMethods Methods = new(typeof(UnknownPathFunction).Assembly);

    /// <summary>Answers 405 with Allow where the path is known, else 404. Its name puts it last: docs/decisions/0020.</summary>
    [Function("Timespace_UnknownPath")]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Unknown)] HttpRequest request) =>
        throw Methods.Refuse(request);
}
