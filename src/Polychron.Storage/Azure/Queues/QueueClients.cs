using Azure.Core;
using Azure.Storage;
using Azure.Storage.Queues;
using Polychron.Storage.Azure.Connections;

namespace Polychron.Storage.Azure.Queues;

/// <summary>Makes the official client of a queue.</summary>
internal static class QueueClients
{
    public static QueueClient Create(AzureStorageConnection connection, string queue)
    {
        var address = new Uri($"{connection.Queues.AbsoluteUri.TrimEnd('/')}/{queue}");
        return connection.Key is { } key
            ? new QueueClient(address, new StorageSharedKeyCredential(key.Account, key.ToBase64()), Options())
            : new QueueClient(address, connection.Identity!, Options());
    }

    private static QueueClientOptions Options()
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(4);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(15);

        // A message that is no Base64 was not put there by this product. Left alone, it would fail every receive that it
        // is part of, and with it the messages beside it.
        options.MessageDecodingFailed += async failed =>
        {
            if (failed.ReceivedMessage is { } message)
            {
                await failed.Queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, failed.CancellationToken).ConfigureAwait(false);
            }
        };
        return options;
    }
}
