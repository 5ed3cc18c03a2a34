using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Replies;

namespace Polychron.Bench.Served;

/// <summary>The empty endpoint: a function that does nothing, reached as every other is.</summary>
public static class EmptyFunction
{
    public const string Route = "bench/empty";

    /// <summary><c>GET /bench/empty</c>: 200 with an empty body.</summary>
    [Function("BenchEmpty")]
    public static IResult Empty([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request) =>
        new BytesResult(StatusCodes.Status200OK);
}
