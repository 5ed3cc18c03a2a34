using System.Runtime.CompilerServices;
using Polychron.Storage.Azure.Tables;
using Polychron.Storage.Keys;
using Polychron.Storage.Scanning;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Storage.Azure;

/// <summary>Reads a storage account's tables from their first row to their last, and what its queues show.</summary>
internal sealed class AzureScanner(AzureTableStore tables, IQueueStore queues, IReadOnlyList<string> names) : IStoreScanner
{
    // Longer than it takes to see a queue to its end once; after a crash of this process messages are seen again by then.
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    public string Place => "a storage account";

    public bool ShowsHiddenMessages => false;

    public async IAsyncEnumerable<IReadOnlyList<ScannedRow>> RowsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var table in StoreTables.All)
        {
            string? continuation = null;
            do
            {
                (var rows, continuation) = await tables.ScanAsync(table, continuation, cancellation).ConfigureAwait(false);
                yield return rows;
            }
            while (continuation is not null);
        }
    }

    /// <remarks>
    /// A peek shows the first 32 and no others, so they are received, which hides them until the queue has been seen to its
    /// end, and put back then.
    /// </remarks>
    public async IAsyncEnumerable<IReadOnlyList<ScannedMessage>> MessagesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var queue in names)
        {
            var held = new List<QueueMessage>();
            try
            {
                while (await queues.ReceiveAsync(queue, QueueLimits.MaxReceive, Hold, cancellation).ConfigureAwait(false) is { Count: > 0 } some)
                {
                    held.AddRange(some);
                    yield return [.. some.Select(message => new ScannedMessage(queue, message.Body, DateTimeOffset.UnixEpoch))];
                }
            }
            finally
            {
                foreach (var message in held)
                {
                    await queues.ChangeVisibilityAsync(queue, message, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
    }
}
