using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timedash.Description;

namespace Polychron.Dialects.Timedash.Functions;

/// <summary>The API's description.</summary>
public sealed class OpenApiFunction
{
    private static readonly Lazy<Task<byte[]>> Document = new(() => OpenApiGenerator.GenerateAsync(TimedashDescription.Api));

    /// <summary>Shows the OpenAPI document, to everyone.</summary>
    [Function(TimedashDialect.OpenApi)]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.OpenApi)] HttpRequest request) =>
        new BytesResult(StatusCodes.Status200OK, await Document.Value);
}
