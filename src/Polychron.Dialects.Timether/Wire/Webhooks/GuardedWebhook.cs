using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Replies;
using Polychron.Domain.Errors;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timether.Wire.Webhooks;

/// <summary>A webhook that a request changes, under its If-Match.</summary>
internal static class GuardedWebhook
{
    /// <summary>The webhook as it is before the change.</summary>
    /// <exception cref="DomainException">There is no such webhook for the caller, or it is not as If-Match names it.</exception>
    public static Webhook Find(HttpRequest request, IWorkspaceTransaction transaction, long id)
    {
        var webhook = ListWebhooks.Find(transaction, transaction.ActorId, id);
        IfMatch.Require(request, WebhookJson.ETag(webhook, Viewer.Of(transaction)));
        return webhook;
    }

    /// <summary>The reply that shows it after the change.</summary>
    public static Reply Changed(Webhook webhook, IWorkspaceTransaction transaction) =>
        Reply.Ok(WebhookJson.Render(webhook), WebhookJson.ETag(webhook, Viewer.Of(transaction)));
}
