using System.Globalization;
using Polychron.Storage.Sqlite.Engine;
using Polychron.Storage.Sqlite.Writing;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Storage.Sqlite.Queues;

/// <summary>The statements that write messages. Used by the commit thread alone. Times are ticks of UTC.</summary>
internal sealed class QueueWriter(Connection connection, VersionCounter versions, TimeProvider time) : IDisposable
{
    private readonly Statement _add = connection.Prepare("""
        INSERT INTO messages (queue, visible_at, inserted_at, receipt, dequeue_count, body) VALUES (?1, ?2, ?3, 0, 0, ?4)
        """);

    private readonly Statement _find = connection.Prepare("""
        SELECT id, inserted_at, dequeue_count, body FROM messages
        WHERE queue = ?1 AND visible_at <= ?2 ORDER BY visible_at, id LIMIT ?3
        """);

    private readonly Statement _take = connection.Prepare(
        "UPDATE messages SET visible_at = ?2, receipt = ?3, dequeue_count = dequeue_count + 1 WHERE id = ?1");

    private readonly Statement _hide = connection.Prepare(
        "UPDATE messages SET visible_at = ?4, receipt = ?5 WHERE id = ?1 AND queue = ?2 AND receipt = ?3");

    private readonly Statement _delete = connection.Prepare("DELETE FROM messages WHERE id = ?1 AND queue = ?2 AND receipt = ?3");

    private long Now => time.GetUtcNow().UtcTicks;

    public void Add(byte[] queue, byte[] body, TimeSpan delay)
    {
        var now = Now;
        _add.Bind(1, queue).Bind(2, now + delay.Ticks).Bind(3, now).Bind(4, body).Run();
    }

    public IReadOnlyList<QueueMessage> Receive(byte[] queue, int max, TimeSpan visibility)
    {
        var now = Now;
        var messages = new List<QueueMessage>();
        _find.Bind(1, queue).Bind(2, now).Bind(3, max);
        while (_find.Step())
        {
            var message = QueueRows.Read(_find);
            messages.Add(message with { PopReceipt = Format(versions.Next()), DequeueCount = message.DequeueCount + 1 });
        }

        _find.Reset();
        foreach (var message in messages)
        {
            _take.Bind(1, Parse(message.Id)).Bind(2, now + visibility.Ticks).Bind(3, Parse(message.PopReceipt)).Run();
        }

        return messages;
    }

    public bool Delete(byte[] queue, QueueMessage message)
    {
        _delete.Bind(1, Parse(message.Id)).Bind(2, queue).Bind(3, Parse(message.PopReceipt)).Run();
        return connection.Changes == 1;
    }

    public QueueMessage? Hide(byte[] queue, QueueMessage message, TimeSpan visibility)
    {
        var receipt = versions.Next();
        _hide.Bind(1, Parse(message.Id)).Bind(2, queue).Bind(3, Parse(message.PopReceipt))
            .Bind(4, Now + visibility.Ticks).Bind(5, receipt).Run();
        return connection.Changes == 1 ? message with { PopReceipt = Format(receipt) } : null;
    }

    public void Dispose()
    {
        _add.Dispose();
        _find.Dispose();
        _take.Dispose();
        _hide.Dispose();
        _delete.Dispose();
    }

    private static string Format(long number) => number.ToString(CultureInfo.InvariantCulture);

    // A receipt is never negative, so that what is no number of ours meets no message. Zero is the receipt of a message
    // that nobody has received, and no receiver was ever given it.
    private static long Parse(string number)
        => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : -1;
}
