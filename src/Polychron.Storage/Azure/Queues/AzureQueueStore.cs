using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Queues;
using Polychron.Storage.Azure.Connections;
using Polychron.UseCases.Ports.Queues;
using PortMessage = Polychron.UseCases.Ports.Queues.QueueMessage;

namespace Polychron.Storage.Azure.Queues;

/// <summary>
/// The queue port on Storage Queues. Bodies are Base64, which the Functions host expects by default. A queue comes into
/// being with its first message; before that it reads as empty. Messages do not expire.
/// </summary>
internal sealed class AzureQueueStore(AzureStorageConnection connection) : IQueueStore
{
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);
    private readonly ConcurrentDictionary<string, QueueClient> _clients = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default)
    {
        var client = Client(queue);
        QueueLimits.CheckMessage(body, delay);
        return Ask(Send, otherwise: false, when: _ => false, cancellation);

        async Task<bool> Send()
        {
            await EnsureQueueAsync(client, cancellation).ConfigureAwait(false);
            try
            {
                await client.SendMessageAsync(body, delay, Forever, cancellation).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException e) when (QueueFailures.IsMissingQueue(e))
            {
                // Somebody has deleted it: the next message makes it anew.
                _known.TryRemove(queue, out _);
                throw;
            }
        }
    }

    public Task<IReadOnlyList<PortMessage>> ReceiveAsync(
        string queue, int max, TimeSpan visibility, CancellationToken cancellation = default)
    {
        var client = Client(queue);
        QueueLimits.CheckReceive(max, visibility);
        return Ask(Receive, otherwise: [], when: QueueFailures.IsMissingQueue, cancellation);

        async Task<IReadOnlyList<PortMessage>> Receive()
        {
            var received = await client.ReceiveMessagesAsync(max, visibility, cancellation).ConfigureAwait(false);
            return [.. received.Value.Select(message => new PortMessage(
                message.MessageId, message.PopReceipt, message.Body.ToString(), message.DequeueCount, message.InsertedOn ?? default))];
        }
    }

    public Task<bool> DeleteAsync(string queue, PortMessage message, CancellationToken cancellation = default)
    {
        var client = Client(queue);
        return IsHeld(message) ? Ask(Delete, otherwise: false, when: QueueFailures.IsNoLongerHeld, cancellation) : Task.FromResult(false);

        async Task<bool> Delete()
        {
            await client.DeleteMessageAsync(message.Id, message.PopReceipt, cancellation).ConfigureAwait(false);
            return true;
        }
    }

    public Task<PortMessage?> ChangeVisibilityAsync(
        string queue, PortMessage message, TimeSpan visibility, CancellationToken cancellation = default)
    {
        var client = Client(queue);
        QueueLimits.CheckMessage(message.Body, visibility);
        return IsHeld(message)
            ? Ask(Change, otherwise: null, when: QueueFailures.IsNoLongerHeld, cancellation)
            : Task.FromResult<PortMessage?>(null);

        async Task<PortMessage?> Change()
        {
            // Without a body the service keeps the one it has.
            var receipt = await client.UpdateMessageAsync(
                message.Id, message.PopReceipt, (string?)null, visibility, cancellation).ConfigureAwait(false);
            return message with { PopReceipt = receipt.Value.PopReceipt };
        }
    }

    public Task<IReadOnlyList<PortMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default)
    {
        var client = Client(queue);
        QueueLimits.CheckReceive(max, QueueLimits.MaxVisibility);
        return Ask(Peek, otherwise: [], when: QueueFailures.IsMissingQueue, cancellation);

        async Task<IReadOnlyList<PortMessage>> Peek()
        {
            var peeked = await client.PeekMessagesAsync(max, cancellation).ConfigureAwait(false);
            return [.. peeked.Value.Select(message => new PortMessage(
                message.MessageId, "", message.Body.ToString(), message.DequeueCount, message.InsertedOn ?? default))];
        }
    }

    public Task<long> CountAsync(string queue, CancellationToken cancellation = default)
    {
        var client = Client(queue);
        return Ask(Count, otherwise: 0L, when: QueueFailures.IsMissingQueue, cancellation);

        async Task<long> Count()
            => (await client.GetPropertiesAsync(cancellation).ConfigureAwait(false)).Value.ApproximateMessagesCount;
    }

    // A peeked message has no receipt, and the service would call an empty one a malformed request.
    private static bool IsHeld(PortMessage message) => message.Id.Length > 0 && message.PopReceipt.Length > 0;

    private static async Task<T> Ask<T>(
        Func<Task<T>> ask, T otherwise, Func<RequestFailedException, bool> when, CancellationToken cancellation)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (when(e))
        {
            return otherwise;
        }
        catch (Exception e) when (AzureFailures.IsUnavailable(e, cancellation))
        {
            throw QueueFailures.Unavailable(e);
        }
    }

    private async Task EnsureQueueAsync(QueueClient client, CancellationToken cancellation)
    {
        if (_known.ContainsKey(client.Name))
        {
            return;
        }

        await client.CreateIfNotExistsAsync(cancellationToken: cancellation).ConfigureAwait(false);
        _known.TryAdd(client.Name, true);
    }

    private QueueClient Client(string queue)
    {
        QueueLimits.CheckName(queue);
        return _clients.GetOrAdd(queue, name => QueueClients.Create(connection, name));
    }
}
