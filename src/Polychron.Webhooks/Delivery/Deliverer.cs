using System.Diagnostics;
using NodaTime;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Telemetry;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Dispatch;
using Polychron.Webhooks.Payloads;

namespace Polychron.Webhooks.Delivery;

/// <summary>Works on one message of the delivery queues: looks whether it is still due, renders, sends, and settles.</summary>
internal sealed class Deliverer(
    IWorkspaceLog log,
    RecordCache records,
    IDeliveryLog deliveries,
    IQueueStore queues,
    PayloadForms forms,
    WebhookSender sender,
    HostGate hosts,
    RetrySchedule schedule,
    Settlement settlement,
    IClock clock,
    DeliveryMeter meter)
{
    /// <summary>Works on a message. When it returns, the message is done; when it throws, the message is to come again.</summary>
    public async Task RunAsync(DeliveryMessage message, CancellationToken cancellation)
    {
        Activity.Current?.SetTag(AttributeNames.Workspace, message.Id.WorkspaceId);
        Activity.Current?.SetTag(AttributeNames.Sequence, message.Id.Sequence);
        var view = await log.OpenAsync(message.Id.WorkspaceId, cancellation).ConfigureAwait(false);
        if (!view.Picture.Webhooks.TryGetValue(message.Id.WebhookId, out var webhook))
        {
            return;
        }

        var known = await deliveries.FindAsync(message.Id, cancellation).ConfigureAwait(false);
        if (IsDouble(known, message))
        {
            return;
        }

        var delivery = known is { } same && same.Run == message.Run ? same : new DeliveryRecord(message.Id) { Run = message.Run };
        var (context, form, refusal) = await PrepareAsync(message.Id, webhook, view, cancellation).ConfigureAwait(false);
        if (refusal is not null)
        {
            await deliveries.SaveAsync(delivery with { Status = DeliveryStatus.Skipped, NextAttemptAt = null, Reason = refusal }, cancellation)
                .ConfigureAwait(false);
            meter.Count(DeliveryMeter.Skipped);
            return;
        }

        var host = new Uri(webhook.Url).Authority;
        if (!await hosts.EnterAsync(host, cancellation).ConfigureAwait(false))
        {
            // Not an attempt: it only waits its turn. The copy first; killed before the message is deleted, there are two.
            await queues.EnqueueAsync(
                WebhookQueues.Retry,
                (message with { Deferrals = message.Deferrals + 1 }).ToString(),
                schedule.ForHost(message.Deferrals),
                cancellation).ConfigureAwait(false);
            meter.Count(DeliveryMeter.Deferred);
            return;
        }

        // A host is silent only if it was asked.
        var answered = true;
        SendResult result;
        try
        {
            var body = await form!.RenderAsync(context!, cancellation).ConfigureAwait(false);
            var headers = form.Headers(body.Span, webhook.SecretsAt(context!.Now).First());
            answered = false;
            result = await sender.SendAsync(webhook, message.Id.ToString(), body, headers, cancellation).ConfigureAwait(false);
            answered = result.Attempt.HttpStatus is not null;
        }
        finally
        {
            hosts.Leave(host, answered);
        }

        await settlement.SettleAsync(message, webhook, delivery, result, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether what the message asks for was done already. An attempt is in the log only when the message for the next one is
    /// in the queue, so one that is in the log needs nothing more.
    /// </summary>
    private static bool IsDouble(DeliveryRecord? known, DeliveryMessage message) =>
        known is not null
        && (known.Run > message.Run
            || (known.Run == message.Run && (known.IsFinal || known.Attempts.Count >= message.Attempt)));

    /// <summary>What is to be sent, or why nothing is.</summary>
    private async ValueTask<(PayloadContext? Context, IPayloadForm? Form, string? Refusal)> PrepareAsync(
        DeliveryId id, Webhook webhook, IWorkspaceView view, CancellationToken cancellation)
    {
        if (webhook.State != WebhookState.Active)
        {
            return (null, null, webhook.State == WebhookState.Paused ? "the webhook is paused" : "the webhook is disabled");
        }

        if (WebhookPermit.Owner(view.Picture, webhook) is not { } owner)
        {
            return (null, null, "the webhook's owner is no member who may have one any more");
        }

        if (await records.FindAsync(id.WorkspaceId, id.Sequence, cancellation).ConfigureAwait(false) is not { } record)
        {
            return (null, null, "the log is not kept as far back as this");
        }

        if (EventType.Of(record) is not { } type || !WebhookPermit.Sees(view.Picture, owner, record))
        {
            return (null, null, "the webhook's owner may not read this");
        }

        return forms.Find(webhook.Form) is { } form && form.Knows(type)
            ? (new PayloadContext(id, webhook, owner, type, record, view, clock.GetCurrentInstant()), form, null)
            : (null, null, "the webhook's form has no word for this");
    }
}
