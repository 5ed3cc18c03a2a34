using Polychron.Domain.Webhooks;

namespace Polychron.Storage.Keys;

/// <summary>
/// The keys of the webhooks' pipeline, in a table of its own: the dispatcher's checkpoints, and a partition for each webhook
/// with its deliveries ("d-", the latest record first) and its listener's health.
/// </summary>
internal static class WebhookKeys
{
    /// <summary>The table.</summary>
    public const string Table = "webhooks";

    /// <summary>The row of a listener's health, in its webhook's partition.</summary>
    public const string Health = "h";

    /// <summary>
    /// Over how many partitions the checkpoints are spread: few, because the sweep reads each; more than one, because every
    /// dispatch writes one of their rows, and a partition of Table Storage takes some 2,000 writes a second.
    /// </summary>
    private const int CheckpointPartitions = 8;

    private const string DeliveryPrefix = "d-";

    /// <summary>All partitions of checkpoints.</summary>
    public static IEnumerable<string> AllCheckpoints { get; } =
        [.. Enumerable.Range(0, CheckpointPartitions).Select(number => $"c-{number}")];

    /// <summary>The range of the checkpoints in one of their partitions.</summary>
    public static (string From, string To) Checkpoints { get; } = ("", ":");

    /// <summary>The range of a webhook's deliveries.</summary>
    public static (string From, string To) Deliveries { get; } = (DeliveryPrefix, KeyParts.After(DeliveryPrefix));

    /// <summary>The partition of a workspace's checkpoint.</summary>
    public static string CheckpointPartition(long workspaceId) => $"c-{workspaceId % CheckpointPartitions}";

    /// <summary>A workspace's checkpoint.</summary>
    public static string Checkpoint(long workspaceId) => KeyParts.Number(workspaceId);

    /// <summary>The workspace of a key that <see cref="Checkpoint"/> made.</summary>
    public static long ParseCheckpoint(string row) => KeyParts.ParseNumber(row);

    /// <summary>The partition of a webhook.</summary>
    public static string Partition(long workspaceId, long webhookId) =>
        $"w-{KeyParts.Number(workspaceId)}-{KeyParts.Number(webhookId)}";

    /// <summary>A delivery.</summary>
    public static string Delivery(DeliveryId id) => DeliveryPrefix + Descending(id.Sequence);

    /// <summary>Whether a row is of a workspace: its checkpoint, or in the partition of one of its webhooks.</summary>
    public static bool IsOf(long workspaceId, string partition, string row) =>
        (partition == CheckpointPartition(workspaceId) && row == Checkpoint(workspaceId))
        || partition.StartsWith($"w-{KeyParts.Number(workspaceId)}-", StringComparison.Ordinal);

    /// <summary>Whether a row is a delivery of a webhook, and which.</summary>
    public static bool TryParse(string partition, string row, out DeliveryId id)
    {
        id = default;
        if (!row.StartsWith(DeliveryPrefix, StringComparison.Ordinal) || partition.Split('-') is not ["w", var workspace, var webhook])
        {
            return false;
        }

        id = new DeliveryId(KeyParts.ParseNumber(workspace), ParseDelivery(row), KeyParts.ParseNumber(webhook));
        return true;
    }

    /// <summary>The range of the deliveries with a sequence number below one.</summary>
    public static (string From, string To) DeliveriesBelow(long sequence) =>
        (DeliveryPrefix + Descending(sequence - 1), Deliveries.To);

    /// <summary>The sequence number of a key that <see cref="Delivery"/> made.</summary>
    public static long ParseDelivery(string row) => KeyParts.MaxNumber - KeyParts.ParseNumber(row.AsSpan(DeliveryPrefix.Length));

    private static string Descending(long sequence) => KeyParts.Number(KeyParts.MaxNumber - Math.Max(sequence, 0));
}
