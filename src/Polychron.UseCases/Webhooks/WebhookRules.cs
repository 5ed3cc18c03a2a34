using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Webhooks;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.UseCases.Webhooks;

/// <summary>What holds of every webhook.</summary>
internal static class WebhookRules
{
    /// <summary>The neutral names of fields in errors.</summary>
    public const string Url = "url";

    private const string ProjectIds = "project_ids";

    /// <summary>Checks a webhook before it is written.</summary>
    /// <param name="picture">The workspace.</param>
    /// <param name="actor">Who writes it.</param>
    /// <param name="before">What its filter was; what it named already may be gone since.</param>
    /// <param name="webhook">The webhook as it is to be.</param>
    /// <param name="urls">Which addresses may be subscribed.</param>
    /// <exception cref="DomainException">A value is not acceptable.</exception>
    public static void Check(
        WorkspacePicture picture, Member actor, WebhookFilter before, Webhook webhook, IWebhookUrlRules urls)
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

        if (webhook.Filter.ProjectIds.Except(before.ProjectIds)
            .Any(id => picture.Projects.Find(id) is not { } project || !Permit.Sees(picture, actor, project)))
        {
            throw DomainException.Invalid(ProjectIds, "The selected project does not exist.");
        }

        if (webhook.Filter.LabelIds.Except(before.LabelIds).Any(id => !picture.Labels.ContainsKey(id)))
        {
            throw DomainException.Invalid(Fields.LabelIds, "The selected label does not exist.");
        }
    }
}
