using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Operator.Site;

/// <summary>Tells a load balancer or an orchestrator whether this instance can serve.</summary>
public sealed partial class HealthFunction(ITableStore tables, ILogger<HealthFunction> logger)
{
    /// <summary>How long the store may take to answer; an orchestrator's probe waits little longer.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// <c>GET /healthz</c>: 200 <c>{"status":"ok"}</c> when the table store answers a point read, else 503
    /// <c>{"status":"unavailable"}</c>. Needs no token and tells nothing else.
    /// </summary>
    [Function("Health")]
    public async Task<IResult> Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "healthz")] HttpRequest request, CancellationToken cancellation)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        impatient.CancelAfter(Patience);
        try
        {
            // Whether the row exists does not matter; that the store says so does.
            await tables.GetAsync("health", "health", "health", impatient.Token).WaitAsync(impatient.Token).ConfigureAwait(false);
            return Answer("""{"status":"ok"}""", StatusCodes.Status200OK);
        }
#pragma warning disable CA1031 // Whatever is wrong with the store, the answer is the same.
        catch (Exception error) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            StoreDoesNotAnswer(error);
            return Answer("""{"status":"unavailable"}""", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult Answer(string json, int status) => Results.Text(json, "application/json", statusCode: status);

    [LoggerMessage(1, LogLevel.Warning, "The table store does not answer")]
    private partial void StoreDoesNotAnswer(Exception error);
}
