using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Dialects.Timether.Wire.Webhooks;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>webhooks</c>: the caller's own, an owner's those of all, whichever dialect they were made through.</summary>
public sealed class WebhookFunctions(WriteRunner writes, CreateWebhook create, UpdateWebhook update, IClock clock)
{
    private const string What = "Webhook";
    private static readonly string[] Sorts = ["id"];

    /// <summary>Lists webhooks.</summary>
    [Function("TimetherListWebhooks")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Webhooks)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var query = ListQuery.Read(request, Sorts, [], DateTimeZone.Utc, hasUpdatedAfter: false);
            query.Query.ThrowIfInvalid();
            var all = ListWebhooks.Run(caller.Workspace, caller.UserId);
            var behind = (query.IsDescending ? all.Reverse() : all)
                .Where(webhook => query.Cursor is not { } cursor || (query.IsDescending ? webhook.Id < cursor.Id : webhook.Id > cursor.Id))
                .ToList();
            var page = behind.Take(query.Limit).ToList();
            return ValueTask.FromResult(ListReply.Of(
                page,
                behind.Count > page.Count ? query.CursorBehind(new SortKey(page[^1].Id), page[^1].Id) : null,
                Viewer.Of(caller, clock.GetCurrentInstant()),
                static (json, _, webhook) => WebhookJson.Write(json, webhook)));
        });

    /// <summary>Subscribes an address and shows the secret, once: the answer to a repetition under the same idempotency key has none.</summary>
    [Function("TimetherCreateWebhook")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Webhooks)] HttpRequest request) =>
        writes.RunAsync(
            request,
            (body, _) => WebhookBody.ReadNew(body, RequestUrl.Base(request)),
            async (command, transaction) =>
            {
                var webhook = await create.RunAsync(transaction, command, request.HttpContext.RequestAborted).ConfigureAwait(false);
                return Reply.CreatedOnce(
                    WebhookJson.RenderNew(webhook, webhook.Secrets[0].Reveal()),
                    WebhookJson.RenderNew(webhook, null),
                    WebhookJson.ETag(webhook, Viewer.Of(transaction)));
            });

    /// <summary>Shows a webhook.</summary>
    [Function("TimetherShowWebhook")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Webhook)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var webhook = ListWebhooks.Find(caller.Workspace, caller.UserId, RouteId.Parse(id, What));
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            return ValueTask.FromResult(Reply.Ok(WebhookJson.Render(webhook), WebhookJson.ETag(webhook, viewer)));
        });

    /// <summary>Changes a webhook; what is left out stays.</summary>
    [Function("TimetherUpdateWebhook")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", "put", Route = Routes.Webhook)] HttpRequest request, string id)
    {
        var webhookId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            static (body, _) => WebhookBody.ReadChanges(body),
            (changes, transaction) =>
            {
                var before = GuardedWebhook.Find(request, transaction, webhookId);
                var webhook = update.Run(transaction, webhookId, changes.Over(before));
                return ValueTask.FromResult(GuardedWebhook.Changed(webhook, transaction));
            });
    }

    /// <summary>Deletes a webhook; what waits for it is not sent any more.</summary>
    [Function("TimetherDeleteWebhook")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Webhook)] HttpRequest request, string id)
    {
        var webhookId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            GuardedWebhook.Find(request, transaction, webhookId);
            DeleteWebhook.Run(transaction, webhookId);
            return ValueTask.FromResult(Reply.NoContent());
        });
    }
}
