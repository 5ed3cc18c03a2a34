using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Description;

namespace Polychron.Dialects.Timether.Functions;

/// <summary>The API's description.</summary>
public sealed class OpenApiFunction
{
    private static readonly Lazy<Task<byte[]>> Document = new(() => OpenApiGenerator.GenerateAsync(TimetherDescription.Api));

    /// <summary>Shows the OpenAPI document, to everyone.</summary>
    [Function(TimetherDialect.OpenApiName)]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.OpenApi)] HttpRequest request) =>
        new BytesResult(StatusCodes.Status200OK, await Document.Value.ConfigureAwait(false));
}
