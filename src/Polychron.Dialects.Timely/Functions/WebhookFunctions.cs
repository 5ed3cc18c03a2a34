using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Timely.Wire.Webhooks;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>Webhooks: of the caller, or of everyone for an admin.</summary>
public sealed class WebhookFunctions(WriteRunner writes, CreateWebhook create, UpdateWebhook update)
{
    private const string What = "Webhook";

    /// <summary>Subscribes an address. The secret token is in this reply and in none after it.</summary>
    [Function("TimelyCreateWebhook")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Webhooks)] HttpRequest request) =>
        writes.RunAsync(
            request,
            (body, _) => WebhookBody.ToCreate(body, RequestUrl.Base(request)),
            async (command, transaction) =>
            {
                var webhook = await create.RunAsync(transaction, command, request.HttpContext.RequestAborted).ConfigureAwait(false);
                return Reply.Created(Render(webhook, WebhookJson.WriteWithSecret));
            });

    /// <summary>Lists webhooks.</summary>
    [Function("TimelyListWebhooks")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Webhooks)] HttpRequest request) =>
        ReadRunner.RunAsync(request, static caller => ValueTask.FromResult(Reply.Ok(JsonBytes.Render(
            ListWebhooks.Run(caller.Workspace, caller.UserId),
            static (json, webhooks) =>
            {
                json.WriteStartArray();
                foreach (var webhook in webhooks)
                {
                    WebhookJson.Write(json, webhook);
                }

                json.WriteEndArray();
            }))));

    /// <summary>Shows a webhook.</summary>
    [Function("TimelyShowWebhook")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Webhook)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(Reply.Ok(Render(
            ListWebhooks.Find(caller.Workspace, caller.UserId, RouteId.Parse(id, What)), WebhookJson.Write))));

    /// <summary>Changes a webhook. A new secret token takes the place of the old one at once.</summary>
    [Function("TimelyUpdateWebhook")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Webhook)] HttpRequest request, string id)
    {
        var webhookId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            static (body, _) => WebhookBody.ToUpdate(body),
            (command, transaction) => ValueTask.FromResult(Reply.Ok(Render(
                update.Run(transaction, webhookId, command), WebhookJson.Write))));
    }

    /// <summary>Deletes a webhook.</summary>
    [Function("TimelyDeleteWebhook")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Webhook)] HttpRequest request, string id)
    {
        var webhookId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            DeleteWebhook.Run(transaction, webhookId);
            return ValueTask.FromResult(Json.Deleted);
        });
    }

    private static byte[] Render(Webhook webhook, Action<Utf8JsonWriter, Webhook> write) => JsonBytes.Render(webhook, write);
}
