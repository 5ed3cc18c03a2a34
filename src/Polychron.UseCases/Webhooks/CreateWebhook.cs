using Polychron.Domain.Errors;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.UseCases.Webhooks;

/// <summary>Subscribes an address to a workspace's changes: to those that come after this one.</summary>
public sealed class CreateWebhook(IDispatchCheckpoints checkpoints, IWebhookUrlRules urls, IRandomSource random)
{
    /// <summary>What is subscribed.</summary>
    public sealed record Command
    {
        /// <summary>The address.</summary>
        public required string Url { get; init; }

        /// <summary>In whose form it is told.</summary>
        public required string Form { get; init; }

        /// <summary>Of which changes.</summary>
        public WebhookFilter Filter { get; init; } = WebhookFilter.Everything;

        /// <summary>A secret of the caller's choice; null for a new one.</summary>
        public string? Secret { get; init; }

        /// <summary>Whether it begins with a pause.</summary>
        public bool IsPaused { get; init; }

        /// <summary>The server's own address, for links in payloads.</summary>
        public string ServerUrl { get; init; } = "";
    }

    /// <summary>Creates it. The caller is told the secret this once: the only secret of the webhook that is returned.</summary>
    /// <exception cref="DomainException">The caller may not write, or a value is not acceptable.</exception>
    public async ValueTask<Webhook> RunAsync(
        IWorkspaceTransaction transaction, Command command, CancellationToken cancellation = default)
    {
        var owner = Permit.Writer(transaction);
        if (transaction.Picture.Webhooks.Count >= Webhook.MaxWebhooks)
        {
            throw DomainException.Invalid(WebhookRules.Url, $"A workspace has at most {Webhook.MaxWebhooks} webhooks.");
        }

        var draft = new Webhook
        {
            Url = command.Url,
            Form = command.Form,
            Filter = command.Filter,
            OwnerUserId = owner.Id,
            Secrets = [command.Secret is { } chosen ? WebhookSecrets.Chosen(chosen) : WebhookSecrets.New(random)],
            State = command.IsPaused ? WebhookState.Paused : WebhookState.Active,
            ServerUrl = command.ServerUrl,
        };
        WebhookRules.Check(transaction.Picture, owner, WebhookFilter.Everything, draft, urls);

        // The one effect beside the transaction, harmless however often it runs and whether or not the write is made: the
        // checkpoint is there before the webhook, so that the sweep knows the workspace even if this process dies in between.
        await checkpoints.RegisterAsync(transaction.WorkspaceId, cancellation).ConfigureAwait(false);
        return transaction.Create(draft);
    }
}
