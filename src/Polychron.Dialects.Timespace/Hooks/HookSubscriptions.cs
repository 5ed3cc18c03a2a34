using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Webhooks;
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
/// the same request completes it, because a webhook that is there already as it is asked for stays and counts.
/// </summary>
internal sealed class HookSubscriptions(
    CreateWebhook create, IDirectory directory, IWorkspaceLog log, IRandomSource random)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Url">The address.</param>
    /// <param name="Type">The type of records.</param>
    /// <param name="Cloud">The one cloud, or null for all of the caller's in which they may write.</param>
    /// <param name="Language">The language of what is sent.</param>
    /// <param name="ServerUrl">This server's address as the caller has it.</param>
    public sealed record Request(string Url, RecordType Type, long? Cloud, Language Language, string ServerUrl);

    /// <summary>Subscribes. Answers with the webhooks, and with their common secret unless all of them were there.</summary>
    /// <exception cref="DomainException">The caller may not, or a value is not acceptable; no webhook was made.</exception>
    public async Task<(IReadOnlyList<(Cloud Cloud, Webhook Webhook)> Hooks, string? Secret)> SubscribeAsync(
        Caller caller, Request request, CancellationToken cancellation)
    {
        var secret = WebhookSecrets.New(random).Reveal();
        var filter = FilterOf(request.Type);
        var hooks = new List<(Cloud Cloud, Webhook Webhook)>();
        var made = new List<(Cloud Cloud, Webhook Webhook)>();
        try
        {
            foreach (var cloud in await TargetsAsync(caller, request.Cloud, cancellation).ConfigureAwait(false))
            {
                var (webhook, isNew) = await log.WriteAsync(
                    cloud.View.WorkspaceId,
                    caller.UserId,
                    transaction => SaveAsync(transaction, request, filter, secret),
                    cancellation).ConfigureAwait(false);
                hooks.Add((cloud, webhook));
                if (isNew)
                {
                    made.Add((cloud, webhook));
                }
            }
        }
        catch (DomainException)
        {
            foreach (var (cloud, webhook) in made)
            {
                await RemoveAsync(caller, cloud, webhook.Id).ConfigureAwait(false);
            }

            throw;
        }

        return (hooks, made.Count > 0 ? secret : null);
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

    private async ValueTask<(Webhook Webhook, bool IsNew)> SaveAsync(
        IWorkspaceTransaction transaction, Request request, WebhookFilter filter, string secret)
    {
        var form = RecordPayload.NameOf(request.Language);
        var known = transaction.Picture.Webhooks.Values.FirstOrDefault(webhook => webhook.Url == request.Url);
        if (known is not null && known.OwnerUserId == transaction.ActorId && known.Form == form
            && known.State == WebhookState.Active && known.Filter.Types.SetEquals(filter.Types))
        {
            return (known, false);
        }

        var made = await create.RunAsync(transaction, new CreateWebhook.Command
        {
            Url = request.Url,
            Form = form,
            Filter = filter,
            Secret = secret,
            ServerUrl = request.ServerUrl,
        }).ConfigureAwait(false);
        return (made, true);
    }

    private Task<bool> RemoveAsync(Caller caller, Cloud cloud, long id) => log.WriteAsync(
        cloud.View.WorkspaceId,
        caller.UserId,
        transaction =>
        {
            // One that another request has removed meanwhile is gone as it was meant to be.
            if (transaction.Picture.Webhooks.ContainsKey(id))
            {
                DeleteWebhook.Run(transaction, id);
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
