namespace Polychron.UseCases.Ports.Webhooks;

/// <summary>Which addresses may be subscribed. That an address is acceptable here says nothing of where its name points later.</summary>
public interface IWebhookUrlRules
{
    /// <summary>Why the address cannot be a webhook's, as a sentence for the caller, or null if it can.</summary>
    string? Refuse(string url);
}
