using Microsoft.Extensions.Logging;
using NodaTime;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Webhooks.Delivery;

/// <summary>Writes down what came of an attempt, and sees to what follows from it.</summary>
internal sealed partial class Settlement(
    IWorkspaceLog log,
    IDeliveryLog deliveries,
    IQueueStore queues,
    RetrySchedule schedule,
    WebhookOptions options,
    IClock clock,
    DeliveryMeter meter,
    ILogger<Settlement> logger)
{
    /// <summary>Settles an attempt.</summary>
    public async Task SettleAsync(
        DeliveryMessage message, Webhook webhook, DeliveryRecord delivery, SendResult result, CancellationToken cancellation)
    {
        var tried = delivery with
        {
            Attempts = delivery.Attempts.Add(result.Attempt),
            Response = result.Response,
            NextAttemptAt = null,
        };
        if (result.Attempt.IsSuccess)
        {
            // Killed before this is written, it is sent once more, under the same id.
            await deliveries.SaveSuccessAsync(tried with { Status = DeliveryStatus.Succeeded, Reason = null }, cancellation).ConfigureAwait(false);
            meter.Count(DeliveryMeter.Succeeded);
            Delivered(message.Id.WorkspaceId, message.Id.Sequence, message.Id.WebhookId, message.Attempt, result.Attempt.HttpStatus);
            return;
        }

        Failed(
            message.Id.WorkspaceId, message.Id.Sequence, message.Id.WebhookId, message.Attempt, result.Attempt.HttpStatus, result.Attempt.Error);
        if (result.IsGone)
        {
            await log.WriteAsync(
                message.Id.WorkspaceId, 0, transaction => ValueTask.FromResult(RetireWebhook.Remove(transaction, webhook)), cancellation)
                .ConfigureAwait(false);
            meter.Count(DeliveryMeter.Gone);
            Gone(message.Id.WorkspaceId, webhook.Id);
            return;
        }

        var now = clock.GetCurrentInstant();
        var next = await ScheduleAsync(message, tried, result, now, cancellation).ConfigureAwait(false);
        var since = await deliveries.SaveFailureAsync(next, now, cancellation).ConfigureAwait(false);
        meter.Count(next.Status == DeliveryStatus.Failed ? DeliveryMeter.Failed : DeliveryMeter.Retried);
        if (HasFailedTooLong(webhook, since, now))
        {
            await DisableAsync(message.Id.WorkspaceId, webhook, now, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Puts the next attempt into the queue, if there is one. Before the failure is written down: killed in between, this
    /// attempt is made again, and the double of the next one is noticed. The other way round there would be no next one.
    /// </summary>
    private async Task<DeliveryRecord> ScheduleAsync(
        DeliveryMessage message, DeliveryRecord tried, SendResult result, Instant now, CancellationToken cancellation)
    {
        if (schedule.After(message.Attempt, result.RetryAfter) is not { } delay)
        {
            return tried with { Status = DeliveryStatus.Failed, Reason = "all attempts failed" };
        }

        await queues.EnqueueAsync(
            WebhookQueues.Retry, (message with { Attempt = message.Attempt + 1, Deferrals = 0 }).ToString(), delay, cancellation)
            .ConfigureAwait(false);
        return tried with { Status = DeliveryStatus.Pending, NextAttemptAt = now + Duration.FromTimeSpan(delay) };
    }

    /// <summary>A webhook that was changed since it began to fail, perhaps just to mend it, begins anew.</summary>
    private bool HasFailedTooLong(Webhook webhook, Instant since, Instant now) =>
        now - Instant.Max(since, webhook.UpdatedAt) >= Duration.FromTimeSpan(options.DisableAfter);

    private async Task DisableAsync(long workspaceId, Webhook webhook, Instant now, CancellationToken cancellation)
    {
        // Looked up once more: another delivery may have succeeded in this moment.
        if (await deliveries.FindFailingSinceAsync(workspaceId, webhook.Id, cancellation).ConfigureAwait(false) is not { } since
            || !HasFailedTooLong(webhook, since, now))
        {
            return;
        }

        var disabled = await log.WriteAsync(
            workspaceId,
            0,
            transaction => ValueTask.FromResult(RetireWebhook.Disable(
                transaction, webhook, $"Its listener has failed since {since:uuuu-MM-dd HH:mm} UTC without a success.")),
            cancellation).ConfigureAwait(false);
        if (disabled)
        {
            Disabled(workspaceId, webhook.Id);
        }
    }

    [LoggerMessage(
        52,
        LogLevel.Debug,
        "Attempt {Attempt} at webhook {WebhookId} of workspace {WorkspaceId} with record {Sequence} failed: status {HttpStatus}, {Error}")]
    private partial void Failed(long workspaceId, long sequence, long webhookId, int attempt, int? httpStatus, string? error);

    [LoggerMessage(
        55,
        LogLevel.Debug,
        "Attempt {Attempt} at webhook {WebhookId} of workspace {WorkspaceId} with record {Sequence} succeeded: status {HttpStatus}")]
    private partial void Delivered(long workspaceId, long sequence, long webhookId, int attempt, int? httpStatus);

    [LoggerMessage(53, LogLevel.Information, "Webhook {WebhookId} of workspace {WorkspaceId} was removed: its listener is gone (410)")]
    private partial void Gone(long workspaceId, long webhookId);

    [LoggerMessage(54, LogLevel.Warning, "Webhook {WebhookId} of workspace {WorkspaceId} was disabled: its listener has failed too long")]
    private partial void Disabled(long workspaceId, long webhookId);
}
