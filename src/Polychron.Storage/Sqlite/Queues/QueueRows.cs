using System.Globalization;
using System.Text;
using Polychron.Storage.Sqlite.Engine;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Storage.Sqlite.Queues;

/// <summary>Reads a message from the columns id, inserted_at, dequeue_count, body.</summary>
internal static class QueueRows
{
    public static QueueMessage Read(Statement statement) => new(
        statement.Int64(0).ToString(CultureInfo.InvariantCulture),
        PopReceipt: "",
        Encoding.UTF8.GetString(statement.Blob(3)),
        statement.Int64(2),
        new DateTimeOffset(statement.Int64(1), TimeSpan.Zero));
}
