using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Webhooks;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Permissions;

/// <summary>
/// Who may have webhooks, and what they are told. Every member who may write can have some, which see with their eyes;
/// owners see and change those of all. Nobody else changes another's, since what it sends is what its owner may read.
/// </summary>
public static class WebhookPermit
{
    /// <summary>Whether a member may have webhooks in a workspace as it stands: they write there, and its billing allows it.</summary>
    public static bool MayHave(IWorkspaceView view, Member member) =>
        member is { IsActive: true, Role: not Role.Viewer } && view.Picture.Workspace is { BillingState: BillingState.Active };

    /// <summary>Whether a member is shown a webhook and may change it.</summary>
    public static bool Manages(Member member, Webhook webhook) => member.Role == Role.Owner || webhook.OwnerUserId == member.Id;

    /// <summary>A webhook that the transaction's actor may change.</summary>
    /// <exception cref="DomainException">There is none for them, or they may not write.</exception>
    public static Webhook Find(IWorkspaceTransaction transaction, long id) =>
        Find(transaction, Permit.Writer(transaction), id);

    /// <summary>A webhook that a member may see.</summary>
    /// <exception cref="DomainException">There is none for them.</exception>
    public static Webhook Find(IWorkspaceView view, Member member, long id) =>
        view.Picture.Webhooks.GetValueOrDefault(id) is { } webhook && Manages(member, webhook)
            ? webhook
            : throw DomainException.NotFound("Webhook");

    /// <summary>The owner with whose eyes a webhook sees, or null if they are no active member any more or may only read.</summary>
    public static Member? Owner(WorkspacePicture picture, Webhook webhook) =>
        picture.Members.GetValueOrDefault(webhook.OwnerUserId) is { IsActive: true, Role: not Role.Viewer } owner ? owner : null;

    /// <summary>Whether a member may be told of a change: of what they may read as it is now, or was when it was deleted.</summary>
    public static bool Sees(WorkspacePicture picture, Member member, LogRecord record) => record.Subject switch
    {
        Entry entry => Permit.Sees(picture, member, entry),
        Project project => Permit.Sees(picture, member, project) && !Permit.IsClosedTo(member, project),
        Member other => ManagePermit.SeesProfile(member, other.Id),
        Webhook => false,
        _ => true,
    };
}
