using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.Bench.Served;

/// <summary>Counts the server's storage operations between two requests. Otherwise nothing listens to the meter, and it costs nothing.</summary>
public static class StorageFunctions
{
    public const string Route = "bench/storage";

    /// <summary><c>PUT /bench/storage</c>: counts from here on.</summary>
    [Function("BenchStorageBegin")]
    public static IResult Begin([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request)
    {
        StorageCount.Begin();
        return Results.NoContent();
    }

    /// <summary><c>DELETE /bench/storage</c>: counts no more, and tells the operations by kind.</summary>
    [Function("BenchStorageEnd")]
    public static IResult End([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Route)] HttpRequest request) =>
        Results.Json(StorageCount.End());
}
