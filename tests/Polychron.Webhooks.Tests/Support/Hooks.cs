using Polychron.Domain.Webhooks;
using Polychron.Webhooks.Payloads;

namespace Polychron.Webhooks.Tests.Support;

/// <summary>Webhooks for tests that need one and no workspace.</summary>
internal static class Hooks
{
    public static Webhook Of(string url) => new()
    {
        Id = 3,
        Version = 1,
        Url = url,
        Filter = WebhookFilter.Everything,
        Form = NeutralPayload.FormName,
        OwnerUserId = 1,
        Secrets = [new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")],
    };
}
