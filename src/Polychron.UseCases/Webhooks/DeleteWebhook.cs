using Polychron.Domain.Errors;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Webhooks;

/// <summary>Deletes a webhook. What waits for it is not sent any more; its delivery log goes after it.</summary>
public static class DeleteWebhook
{
    /// <summary>Deletes it.</summary>
    /// <exception cref="DomainException">There is no such webhook for the caller.</exception>
    public static void Run(IWorkspaceTransaction transaction, long id) =>
        transaction.Delete(WebhookPermit.Find(transaction, id));

    /// <summary>Deletes the caller's webhook of an address.</summary>
    /// <exception cref="DomainException">There is no such webhook for the caller.</exception>
    public static void Run(IWorkspaceTransaction transaction, string url) =>
        Run(transaction, transaction.Picture.Webhooks.Values.FirstOrDefault(webhook => webhook.Url == url)?.Id ?? 0);
}
