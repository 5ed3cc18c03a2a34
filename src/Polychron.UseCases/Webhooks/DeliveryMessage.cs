using System.Globalization;
using Polychron.Domain.Webhooks;

namespace Polychron.UseCases.Webhooks;

/// <summary>A message of the delivery queues: which delivery, and which attempt at it. Ids only; what is sent is read when it is sent.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Run">The run of the schedule (see <see cref="DeliveryRecord.Run"/>).</param>
/// <param name="Deferrals">How often this attempt had to wait for its host.</param>
public sealed record DeliveryMessage(DeliveryId Id, int Attempt = 1, long Run = 0, int Deferrals = 0)
{
    private const int Parts = 6;

    /// <summary>The message as the queue has it: six numbers.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Id.WorkspaceId}/{Id.Sequence}/{Id.WebhookId}/{Attempt}/{Run}/{Deferrals}");

    /// <summary>The message of a text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DeliveryMessage Parse(string text)
    {
        var parts = text.Split('/');
        if (parts.Length != Parts)
        {
            throw new FormatException("A delivery message has six numbers.");
        }

        var numbers = Array.ConvertAll(parts, part => long.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture));
        return new DeliveryMessage(
            new DeliveryId(numbers[0], numbers[1], numbers[2]), checked((int)numbers[3]), numbers[4], checked((int)numbers[5]));
    }
}

/// <summary>A message that asks to clear a webhook's delivery log: of all if the webhook is gone, else of what is old.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="WebhookId">The webhook.</param>
public sealed record PurgeMessage(long WorkspaceId, long WebhookId)
{
    /// <summary>The message as the queue has it: two numbers.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{WorkspaceId}/{WebhookId}");

    /// <summary>The message of a text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static PurgeMessage Parse(string text) => text.Split('/') is [var workspace, var webhook]
        ? new PurgeMessage(
            long.Parse(workspace, NumberStyles.None, CultureInfo.InvariantCulture),
            long.Parse(webhook, NumberStyles.None, CultureInfo.InvariantCulture))
        : throw new FormatException("A purge message has two numbers.");
}
