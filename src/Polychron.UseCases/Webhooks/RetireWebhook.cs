using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Webhooks;

/// <summary>What the system itself does to webhooks whose listeners do not answer. It is in the log, where its owner sees it.</summary>
public static class RetireWebhook
{
    /// <summary>Disables one that is active and was not changed since; another one stays as it is.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="seen">The webhook as it was when it failed.</param>
    /// <param name="reason">Why, in words for its owner.</param>
    public static bool Disable(IWorkspaceTransaction transaction, Webhook seen, string reason)
    {
        if (Current(transaction, seen) is not { State: WebhookState.Active } webhook)
        {
            return false;
        }

        transaction.Update(webhook, webhook with { State = WebhookState.Disabled, DisabledReason = reason });
        return true;
    }

    /// <summary>Deletes one whose listener said that it is gone, unless it was changed since.</summary>
    public static bool Remove(IWorkspaceTransaction transaction, Webhook seen)
    {
        if (Current(transaction, seen) is not { } webhook)
        {
            return false;
        }

        transaction.Delete(webhook);
        return true;
    }

    private static Webhook? Current(IWorkspaceTransaction transaction, Webhook seen) =>
        transaction.Picture.Webhooks.GetValueOrDefault(seen.Id) is { } webhook && webhook.Version == seen.Version ? webhook : null;
}
