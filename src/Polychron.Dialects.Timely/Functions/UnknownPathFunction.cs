using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Urls;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>Whatever else is asked for below the dialect's root: another path, or a path of the API with a method that it does not take.</summary>
public sealed class UnknownPathFunction
{
    private static readonly AllowedMethods Methods = new(typeof(UnknownPathFunction).Assembly, IsPath);

    /// <summary>Answers 405 with Allow where the path is known, else 404. Its name puts it last: docs/decisions/0020.</summary>
    [Function("Timely_UnknownPath")]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = Routes.Unknown)] HttpRequest request) =>
        throw Methods.Refuse(request);

    // The routes' constraints: the account's number, and the word for events.
    private static bool IsPath(RouteValueDictionary values) =>
        (!values.TryGetValue("accountId", out var account) || RouteId.TryParse(account as string, out _))
        && (!values.TryGetValue(Routes.EventParameter, out var word) || word is "events" or "hours");
}
