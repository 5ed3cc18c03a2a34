using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire.Webhooks;
using Polychron.Dialects.Urls;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>What webhooks would be told, for whoever sets one up.</summary>
public sealed class WebhookSampleFunctions(IWorkspaceLog log, BudgetMeter meter, IClock clock)
{
    private const int DefaultCount = 3;
    private const int MaxCount = 10;

    /// <summary>The latest changes as they would be sent, newest first: <c>?subscriptions=hours:created&amp;limit=3</c>.</summary>
    [Function("TimelyListWebhookSamples")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.WebhookSamples)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var query = QueryBag.Of(request, ignoresBlank: true);
            var names = query.Text("subscriptions", 1_000)?.Split(',') ?? [EventTypeNames.Any];
            var types = WebhookBody.Types(names, message => query.Fail("subscriptions", message));
            var count = query.WholeNumber("limit", 1, MaxCount) ?? DefaultCount;
            query.ThrowIfInvalid();
            var payloads = await SampleRecords.RenderAsync(
                caller.Workspace,
                log,
                caller.UserId,
                new TimelyPayload(meter),
                (new WebhookFilter { Types = types }, RequestUrl.Base(request)),
                clock.GetCurrentInstant(),
                (int)count,
                request.HttpContext.RequestAborted).ConfigureAwait(false);
            return Reply.Ok(JsonBytes.Render(payloads, static (json, payloads) =>
            {
                json.WriteStartArray();
                foreach (var payload in payloads)
                {
                    json.WriteRawValue(payload.Span, skipInputValidation: true);
                }

                json.WriteEndArray();
            }));
        });
}
