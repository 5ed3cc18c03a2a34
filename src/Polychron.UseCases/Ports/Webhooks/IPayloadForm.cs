using NodaTime;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Ports.Webhooks;

/// <summary>What a payload is made of. It is rendered when it is sent, so that it shows what its owner may read then.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Webhook">The webhook, as it is now.</param>
/// <param name="Owner">The webhook's owner, as they are now: an active member who may read the record's subject.</param>
/// <param name="Type">What happened.</param>
/// <param name="Record">The record: the images of before and after, their versions, who and when.</param>
/// <param name="View">The workspace as it is now.</param>
/// <param name="Now">The moment of sending.</param>
public sealed record PayloadContext(
    DeliveryId Id, Webhook Webhook, Member Owner, EventType Type, LogRecord Record, IWorkspaceView View, Instant Now);

/// <summary>
/// The form in which a webhook is told: JSON and, where a dialect has one, a signature of its own. Dialects register theirs.
/// </summary>
public interface IPayloadForm
{
    /// <summary>The name of the product's own form, which is there whatever dialects are.</summary>
    const string Neutral = "polychron";

    /// <summary>The name under which webhooks ask for it; stored with them.</summary>
    string Name { get; }

    /// <summary>Whether the form has a word for an event; one that it has no word for is not sent.</summary>
    bool Knows(EventType type);

    /// <summary>The body, in UTF-8. It carries the subject's version and the record's sequence number.</summary>
    ValueTask<ReadOnlyMemory<byte>> RenderAsync(PayloadContext context, CancellationToken cancellation = default);

    /// <summary>Headers beside those that every delivery has. The secret is the newest one that signs.</summary>
    IEnumerable<KeyValuePair<string, string>> Headers(ReadOnlySpan<byte> body, SigningSecret secret);
}
