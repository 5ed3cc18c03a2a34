using Polychron.Domain.Errors;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Webhooks;

/// <summary>A caller's webhooks: an owner's are those of all. They are in the picture: no read.</summary>
public static class ListWebhooks
{
    /// <summary>All of them, by id.</summary>
    /// <exception cref="DomainException">The caller is no active member.</exception>
    public static IReadOnlyList<Webhook> Run(IWorkspaceView view, long userId)
    {
        var member = Permit.Reader(view, userId);
        return [.. view.Picture.Webhooks.Values.Where(webhook => WebhookPermit.Manages(member, webhook)).OrderBy(webhook => webhook.Id)];
    }

    /// <summary>One of them.</summary>
    /// <exception cref="DomainException">There is no such webhook for the caller.</exception>
    public static Webhook Find(IWorkspaceView view, long userId, long id) =>
        WebhookPermit.Find(view, Permit.Reader(view, userId), id);
}
