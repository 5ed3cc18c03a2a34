using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Errors;

namespace Polychron.Operator.Functions;

/// <summary>Whatever else lies below /operator.</summary>
public sealed class UnknownFunction
{
    /// <summary>Answers 404.</summary>
    [Function("OperatorUnknown")]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", Route = "operator/{*rest}")]
        HttpRequest request) =>
        throw new RequestException(RequestErrorKind.NotFound, "Not found.");
}
