using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Webhooks;
using Polychron.UseCases;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Records;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timespace.Hooks;

/// <summary>
/// Hooks over clouds: one webhook in each. A subscription to all clouds is a write in each of them; after a crash in between,
/// the same request completes it, because a webhook that is there already as it is asked for stays and counts. One that was
/// switched off since, by a pause or because its listener failed for days, is switched on again.
/// </summary>
internal sealed class HookSubscriptions(
    CreateWebhook create, UpdateWebhook update, IDirectory directory, IWorkspaceLog log, IRandomSource random)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Url">The address.</param>
    /// <param name="Type">The type of records.</param>
    /// <param name="Cloud">The one cloud, or null for all of the caller's in which they may write.</param>
    /// <param name="Language">The language of what is sent.</param>
    /// <param name="ServerUrl">This server's address as the caller has it.</param>
    public sealed record Request(string Url, RecordType Type, long? Cloud, Language Language, string ServerUrl);

    /// <summary>Subscribes. Answers with the webhooks, and with their common secret unless all of them were there.</summary>
    /// <exception cref="DomainException">The caller may not, or a value is not acceptable; no webhook was made or switched on.</exception>
    public async Task<(IReadOnlyList<(Cloud Cloud, Webhook Webhook)> Hooks, string? Secret)> SubscribeAsync(
        Caller caller, Request request, CancellationToken cancellation)
    {
        var secret = WebhookSecrets.New(random).Reveal();
        var filter = FilterOf(request.Type);
        var hooks = new List<(Cloud Cloud, Webhook Webhook)>();
        var changed = new List<(Cloud Cloud, Webhook? Before, Webhook After)>();
        try
        {
            foreach (var cloud in await TargetsAsync(caller, request.Cloud, cancellation).ConfigureAwait(false))
            {
                var (before, webhook) = await log.WriteAsync(
                    cloud.View.WorkspaceId,
                    caller.UserId,
                    transaction => SaveAsync(transaction, request, filter, secret),
                    cancellation).ConfigureAwait(false);
                hooks.Add((cloud, webhook));
                if (before?.State != WebhookState.Active)
                {
                    changed.Add((cloud, before, webhook));
                }
            }
        }
        catch (DomainException)
        {
            foreach (var (cloud, before, webhook) in changed)
            {
                await (before is null ? RemoveAsync(caller, cloud, webhook.Id) : PauseAsync(caller, cloud, webhook.Id)).ConfigureAwait(false);
            }

            throw;
        }

        return (hooks, changed.Exists(hook => hook.Before is null) ? secret : null);
    }

    /// <summary>The caller's hooks in all their clouds.</summary>
    public async Task<IReadOnlyList<(Cloud Cloud, Webhook Webhook)>> ListAsync(Caller caller, CancellationToken cancellation)
    {
        var clouds = await Cloud.ListAsync(directory, log, caller, cancellation).ConfigureAwait(false);
        return
        [
            .. from cloud in clouds
               from webhook in ListWebhooks.Run(cloud.View, caller.UserId)
               where webhook.OwnerUserId == caller.UserId && RecordPayload.IsForm(webhook.Form)
               select (cloud, webhook),
        ];
    }

    /// <summary>Ends the caller's subscription of an address in all their clouds.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public async Task UnsubscribeAsync(Caller caller, string url, CancellationToken cancellation)
    {
        var found = (await ListAsync(caller, cancellation).ConfigureAwait(false)).Where(hook => hook.Webhook.Url == url).ToList();
        if (found.Count == 0)
        {
            throw DomainException.NotFound("Hook");
        }

        foreach (var (cloud, webhook) in found)
        {
            await RemoveAsync(caller, cloud, webhook.Id).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<Cloud>> TargetsAsync(Caller caller, long? named, CancellationToken cancellation)
    {
        var clouds = await Cloud.ListAsync(directory, log, caller, cancellation).ConfigureAwait(false);
        if (named is { } id)
        {
            return clouds.FirstOrDefault(cloud => cloud.View.WorkspaceId == id) is { } found
                ? [found]
                : throw DomainException.Invalid(Fields.Workspace, "The selected cloud does not exist.");
        }

        // Those in which nothing can be written are left out, unless they are all there is: then they say why not.
        var open = clouds.Where(cloud => WebhookPermit.MayHave(cloud.View, cloud.Member)).ToList();
        return open.Count > 0 ? open : [.. clouds.Take(1)];
    }

    // The webhook as it was, if it was there, and as it is.
    private async ValueTask<(Webhook? Before, Webhook After)> SaveAsync(
        IWorkspaceTransaction transaction, Request request, WebhookFilter filter, string secret)
    {
        var form = RecordPayload.NameOf(request.Language);
        var known = transaction.Picture.Webhooks.Values.FirstOrDefault(webhook => webhook.Url == request.Url);
        if (known is not null && known.OwnerUserId == transaction.ActorId && known.Form == form
            && known.Filter.Types.SetEquals(filter.Types))
        {
            return (known, known.State == WebhookState.Active ? known : Switch(transaction, known.Id, isOn: true));
        }

        var made = await create.RunAsync(transaction, new CreateWebhook.Command
        {
            Url = request.Url,
            Form = form,
            Filter = filter,
            Secret = secret,
            ServerUrl = request.ServerUrl,
        }).ConfigureAwait(false);
        return (null, made);
    }

    private Webhook Switch(IWorkspaceTransaction transaction, long id, bool isOn) =>
        update.Run(transaction, id, new UpdateWebhook.Command { IsActive = Change<bool>.To(isOn) });

    private Task<bool> PauseAsync(Caller caller, Cloud cloud, long id) => WriteAsync(
        caller, cloud, id, transaction => Switch(transaction, id, isOn: false));

    private Task<bool> RemoveAsync(Caller caller, Cloud cloud, long id) => WriteAsync(
        caller, cloud, id, transaction => DeleteWebhook.Run(transaction, id));

    // One that another request has removed meanwhile is gone as it was meant to be.
    private Task<bool> WriteAsync(Caller caller, Cloud cloud, long id, Action<IWorkspaceTransaction> write) => log.WriteAsync(
        cloud.View.WorkspaceId,
        caller.UserId,
        transaction =>
        {
            if (transaction.Picture.Webhooks.ContainsKey(id))
            {
                write(transaction);
            }

            return ValueTask.FromResult(true);
        });

    private static WebhookFilter FilterOf(RecordType type) => type.Kind is not { } kind
        ? WebhookFilter.Everything
        : new WebhookFilter
        {
            Types = [.. Enum.GetValues<EventAction>().Select(action => new EventType(KindOf(kind), action))],
        };

    private static EntityKind KindOf(RecordKind kind) => kind switch
    {
        RecordKind.Cloud => EntityKind.Workspace,
        RecordKind.Person or RecordKind.Robot => EntityKind.Member,
        RecordKind.Team => EntityKind.Team,
        RecordKind.Client => EntityKind.Client,
        RecordKind.Label => EntityKind.Label,
        RecordKind.Project => EntityKind.Project,
        _ => EntityKind.Entry,
    };
}
