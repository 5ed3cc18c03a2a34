using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Dialects.Timether.Wire.Webhooks;
using Polychron.Dialects.Urls;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timether.Functions;

/// <summary>What webhooks would be told, for whoever sets one up.</summary>
public sealed class WebhookSampleFunctions(IWorkspaceLog log, IEnumerable<IPayloadForm> forms, IClock clock)
{
    /// <summary>The most samples of a request.</summary>
    public const int MaxCount = 10;

    /// <summary>The samples of a request unless it says how many.</summary>
    public const int DefaultCount = 3;

    private const string Events = "events";
    private const string Limit = "limit";
    private static readonly string[] Parameters = [Events, Limit];

    /// <summary>The latest changes as they would be sent, newest first: <c>?events=entry.created&amp;limit=3</c>.</summary>
    [Function("TimetherListWebhookSamples")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.WebhookSamples)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var query = QueryBag.Of(request);
            ListQuery.RefuseOthers(query, Parameters);
            var names = query.Texts(Events) ?? [WebhookJson.AnyEvent];
            var types = WebhookBody.ParseEvents(names, complaint => query.Fail(Events, complaint));
            var count = query.WholeNumber(Limit, 1, MaxCount) ?? DefaultCount;
            query.ThrowIfInvalid();
            var samples = await SampleRecords.RenderAsync(
                caller.Workspace,
                log,
                caller.UserId,
                forms.Single(form => form.Name == IPayloadForm.Neutral),
                (new WebhookFilter { Types = types ?? [] }, RequestUrl.Base(request)),
                clock.GetCurrentInstant(),
                (int)count,
                request.HttpContext.RequestAborted).ConfigureAwait(false);
            return Reply.Ok(JsonBytes.Render(samples, static (json, samples) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("data"u8);
                foreach (var sample in samples)
                {
                    json.WriteRawValue(sample.Span, skipInputValidation: true);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }));
        });
}
