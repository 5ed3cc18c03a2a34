using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Errors;

namespace Polychron.Operator.Functions;

/// <summary>Whatever else lies below /operator.</summary>
public sealed class UnknownFunction
{
    /// <summary>Answers 404. Its name puts it last: docs/decisions/0020.</summary>
    [Function("Operator_Unknown")]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "operator/{*rest}")]
        HttpRequest request) =>
        throw new RequestException(RequestErrorKind.NotFound, "Not found.");
}
