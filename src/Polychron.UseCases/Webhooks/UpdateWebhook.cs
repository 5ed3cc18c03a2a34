using Polychron.Domain.Errors;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.UseCases.Webhooks;

/// <summary>Changes a webhook, pauses it, or switches it on again.</summary>
public sealed class UpdateWebhook(IWebhookUrlRules urls)
{
    /// <summary>What is to be changed.</summary>
    public sealed record Command
    {
        /// <summary>The address.</summary>
        public Change<string> Url { get; init; }

        /// <summary>Of which changes it is told.</summary>
        public Change<WebhookFilter> Filter { get; init; }

        /// <summary>Whether it is told of any; true also switches on one that was disabled.</summary>
        public Change<bool> IsActive { get; init; }

        /// <summary>A secret that takes the place of all others at once.</summary>
        public Change<string> Secret { get; init; }
    }

    /// <summary>Changes it.</summary>
    /// <exception cref="DomainException">There is no such webhook for the caller, or a value is not acceptable.</exception>
    public Webhook Run(IWorkspaceTransaction transaction, long id, Command command)
    {
        var before = WebhookPermit.Find(transaction, id);
        var state = command.IsActive.IsSet
            ? command.IsActive.Or(false) ? WebhookState.Active : before.State == WebhookState.Disabled ? before.State : WebhookState.Paused
            : before.State;
        var after = before with
        {
            Url = command.Url.Or(before.Url),
            Filter = command.Filter.Or(before.Filter),
            State = state,
            DisabledReason = state == WebhookState.Disabled ? before.DisabledReason : null,
            Secrets = command.Secret.IsSet ? [WebhookSecrets.Chosen(command.Secret.Or(""))] : before.Secrets,
        };
        WebhookRules.Check(transaction.Picture, Permit.Writer(transaction), before.Filter, after, urls);
        return transaction.Update(before, after);
    }
}
