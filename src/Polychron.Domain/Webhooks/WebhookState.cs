namespace Polychron.Domain.Webhooks;

/// <summary>Whether a webhook is told of changes. The numbers are stored: never change or reuse one.</summary>
public enum WebhookState
{
    /// <summary>It is.</summary>
    Active = 0,

    /// <summary>Its owner asked for a pause: what happens meanwhile is not sent, and can be replayed later.</summary>
    Paused = 1,

    /// <summary>It was switched off because its listener failed for days; its owner can switch it on again.</summary>
    Disabled = 2,
}
