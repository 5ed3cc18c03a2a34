using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Dialects.Timether.Wire.Webhooks;
using Polychron.Dialects.Urls;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timether.Functions;

/// <summary>
/// What a webhook was sent, and what it is sent on request. Sending again writes nothing to the workspace and is harmless to
/// repeat: the listener knows a delivery that comes twice by its id.
/// </summary>
public sealed class WebhookDeliveryFunctions(
    BodyReader bodies, IDeliveryLog deliveries, IWebhookPinger pinger, ReplayDeliveries replays, IClock clock)
{
    private const string What = "Webhook";
    private static readonly string[] Sorts = ["-sequence"];

    /// <summary>Lists what became of deliveries, the latest first.</summary>
    [Function("TimetherListWebhookDeliveries")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Deliveries)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var webhookId = RouteId.Parse(id, What);
            var query = ListQuery.Read(request, Sorts, [], DateTimeZone.Utc, hasUpdatedAfter: false);
            query.Query.ThrowIfInvalid();
            var limit = Math.Min(query.Limit, ListDeliveries.MaxPage);
            var page = await ListDeliveries.RunAsync(
                caller.Workspace, deliveries, caller.UserId, webhookId, query.Cursor?.Id, limit, request.HttpContext.RequestAborted)
                .ConfigureAwait(false);
            return ListReply.Of(
                page,
                page.Count == limit ? query.CursorBehind(new SortKey(page[^1].Id.Sequence), page[^1].Id.Sequence) : null,
                Viewer.Of(caller, clock.GetCurrentInstant()),
                static (json, _, delivery) => DeliveryJson.Write(json, delivery));
        });

    /// <summary>Sends a test and waits for the listener's answer.</summary>
    [Function("TimetherPingWebhook")]
    public Task<IResult> Ping(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.PingWebhook)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var attempt = await PingWebhook.RunAsync(
                caller.Workspace, pinger, caller.UserId, RouteId.Parse(id, What), request.HttpContext.RequestAborted).ConfigureAwait(false);
            return Reply.Ok(JsonBytes.Render(attempt, static (json, attempt) =>
            {
                json.WriteStartObject();
                json.WriteBoolean("is_success"u8, attempt.IsSuccess);
                DeliveryJson.WriteAttempt(json, attempt);
                json.WriteEndObject();
            }));
        });

    /// <summary>Sends one delivery again, whatever the filter is now and whatever became of it.</summary>
    [Function("TimetherResendWebhookDelivery")]
    public Task<IResult> Resend(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ResendDelivery)] HttpRequest request, string id, string sequence) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var delivery = await replays.ResendAsync(
                caller.Workspace,
                caller.UserId,
                RouteId.Parse(id, What),
                RouteId.TryParse(sequence, out var number) ? number : 0,
                request.HttpContext.RequestAborted).ConfigureAwait(false);
            return Reply.Of(StatusCodes.Status202Accepted, JsonBytes.Render(delivery, static (json, delivery) =>
            {
                json.WriteStartObject();
                DeliveryJson.WriteKey(json, delivery);
                json.WriteEndObject();
            }));
        });

    /// <summary>Sends the records of a range again, as far as the filter, as it is now, lets them through.</summary>
    [Function("TimetherReplayWebhookDeliveries")]
    public Task<IResult> Replay(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ReplayDeliveries)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var cancellation = request.HttpContext.RequestAborted;
            var webhookId = RouteId.Parse(id, What);
            var (from, to) = ReplayBody.Read(
                await bodies.ReadAsync(request, cancellation: cancellation).ConfigureAwait(false), caller.Workspace.Picture.Sequence);
            var count = await replays.ReplayAsync(caller.Workspace, caller.UserId, webhookId, from, to, cancellation).ConfigureAwait(false);
            return Reply.Of(StatusCodes.Status202Accepted, JsonBytes.Render((from, to, count), static (json, replayed) =>
            {
                json.WriteStartObject();
                json.WriteNumber("from"u8, replayed.from);
                json.WriteNumber("to"u8, replayed.to);
                json.WriteNumber("deliveries"u8, replayed.count);
                json.WriteEndObject();
            }));
        });
}
