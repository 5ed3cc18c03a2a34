using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Webhooks;

/// <summary>Gives a webhook a new secret, beside which the old ones go on signing for a while.</summary>
public static class RotateWebhookSecret
{
    /// <summary>How long the old secrets go on signing unless the caller says otherwise.</summary>
    public static readonly Duration DefaultOverlap = Duration.FromHours(24);

    /// <summary>Rotates it. The first of the webhook's secrets is the new one, which the caller is told this once.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="id">The webhook.</param>
    /// <param name="overlap">From zero to <see cref="WebhookSecrets.MaxOverlap"/>.</param>
    /// <param name="random">Where the secret comes from.</param>
    /// <exception cref="DomainException">There is no such webhook for the caller, or the overlap is outside its range.</exception>
    public static Webhook Run(IWorkspaceTransaction transaction, long id, Duration overlap, IRandomSource random)
    {
        if (overlap < Duration.Zero || overlap > WebhookSecrets.MaxOverlap)
        {
            throw DomainException.Invalid("overlap", $"must be between zero and {WebhookSecrets.MaxOverlap.TotalDays} days");
        }

        var before = WebhookPermit.Find(transaction, id);
        var secrets = WebhookSecrets.Rotate(before.Secrets, WebhookSecrets.New(random), transaction.Now, overlap);
        return transaction.Update(before, before with { Secrets = secrets });
    }
}
