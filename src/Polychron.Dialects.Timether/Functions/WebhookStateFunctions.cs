using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Dialects.Timether.Wire.Webhooks;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timether.Functions;

/// <summary>Whether a webhook is told of changes, and under which secrets.</summary>
public sealed class WebhookStateFunctions(WriteRunner writes, UpdateWebhook update, IRandomSource random)
{
    private const string What = "Webhook";

    /// <summary>Pauses a webhook: it is told of nothing, also of what waits. What happens meanwhile can be replayed.</summary>
    [Function("TimetherPauseWebhook")]
    public Task<IResult> Pause(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.PauseWebhook)] HttpRequest request, string id) =>
        SwitchAsync(request, id, isActive: false);

    /// <summary>Switches on a webhook that was paused, or disabled because its listener failed for days.</summary>
    [Function("TimetherResumeWebhook")]
    public Task<IResult> Resume(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ResumeWebhook)] HttpRequest request, string id) =>
        SwitchAsync(request, id, isActive: true);

    /// <summary>
    /// Gives a webhook a new secret and shows it, once; the old ones go on signing beside it for <c>overlap_seconds</c>.
    /// </summary>
    [Function("TimetherRotateWebhookSecret")]
    public Task<IResult> Rotate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.RotateWebhookSecret)] HttpRequest request, string id)
    {
        var webhookId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            static (body, _) => ReadOverlap(body),
            (overlap, transaction) =>
            {
                GuardedWebhook.Find(request, transaction, webhookId);
                var webhook = RotateWebhookSecret.Run(transaction, webhookId, overlap, random);
                return ValueTask.FromResult(Reply.OkOnce(
                    WebhookJson.RenderNew(webhook, webhook.Secrets[0].Reveal()),
                    WebhookJson.RenderNew(webhook, null),
                    WebhookJson.ETag(webhook, Viewer.Of(transaction))));
            },
            BodyRules.Optional);
    }

    private static Duration ReadOverlap(JsonBody body)
    {
        var reader = TimetherBody.Read(body, WebhookBody.Key);
        var seconds = reader.WholeNumber("overlap_seconds", 0, (long)WebhookSecrets.MaxOverlap.TotalSeconds).Or(null);
        reader.ThrowIfInvalid();
        return seconds is { } given ? Duration.FromSeconds(given) : RotateWebhookSecret.DefaultOverlap;
    }

    private Task<IResult> SwitchAsync(HttpRequest request, string id, bool isActive)
    {
        var webhookId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            GuardedWebhook.Find(request, transaction, webhookId);
            var command = new UpdateWebhook.Command { IsActive = Change<bool>.To(isActive) };
            return ValueTask.FromResult(GuardedWebhook.Changed(update.Run(transaction, webhookId, command), transaction));
        });
    }
}
