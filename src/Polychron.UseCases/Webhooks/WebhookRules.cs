using Polychron.Domain.Errors;
using Polychron.Domain.Webhooks;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.UseCases.Webhooks;

/// <summary>What holds of every webhook.</summary>
internal static class WebhookRules
{
    /// <summary>The neutral names of fields in errors.</summary>
    public const string Url = "url";

    public static void Check(WorkspacePicture picture, Webhook webhook, IWebhookUrlRules urls)
    {
        if (webhook.Url.Length > Webhook.MaxUrlLength)
        {
            throw DomainException.Invalid(Url, $"is too long (maximum is {Webhook.MaxUrlLength} characters)");
        }

        if (urls.Refuse(webhook.Url) is { } refusal)
        {
            throw DomainException.Invalid(Url, refusal);
        }

        if (picture.Webhooks.Values.Any(other => other.Id != webhook.Id && other.Url == webhook.Url))
        {
            throw DomainException.Conflict(Url, "has already been taken");
        }

        if (webhook.Filter.ProjectIds.Count > WebhookFilter.MaxIds || webhook.Filter.LabelIds.Count > WebhookFilter.MaxIds)
        {
            throw DomainException.Invalid("subscriptions", $"has more than {WebhookFilter.MaxIds} projects or labels");
        }
    }
}
