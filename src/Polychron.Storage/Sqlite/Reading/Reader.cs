using Polychron.Storage.Sqlite.Engine;

namespace Polychron.Storage.Sqlite.Reading;

/// <summary>A read connection with its statements. Each read is a snapshot of its own, taken when it begins.</summary>
internal sealed class Reader : IDisposable
{
    private readonly Connection _connection;
    private Statement? _scan;
    private Statement? _messages;

    public Reader(Connection connection)
    {
        _connection = connection;
        connection.Execute("PRAGMA query_only=1");
        Get = connection.Prepare("SELECT etag, data FROM rows WHERE key = ?1");
        Range = connection.Prepare("SELECT key, etag, data FROM rows WHERE key >= ?1 AND key < ?2 ORDER BY key");
        RangeOfKeys = connection.Prepare("SELECT key, etag FROM rows WHERE key >= ?1 AND key < ?2 ORDER BY key");
        Peek = connection.Prepare("""
            SELECT id, inserted_at, dequeue_count, body FROM messages
            WHERE queue = ?1 AND visible_at <= ?2 ORDER BY visible_at, id LIMIT ?3
            """);
        Count = connection.Prepare("SELECT COUNT(*) FROM messages WHERE queue = ?1");
        Visible = connection.Prepare("SELECT 1 FROM messages WHERE queue = ?1 AND visible_at <= ?2 LIMIT 1");
    }

    public Statement Get { get; }

    public Statement Range { get; }

    public Statement RangeOfKeys { get; }

    public Statement Peek { get; }

    public Statement Count { get; }

    public Statement Visible { get; }

    /// <summary>All rows behind a key, of whatever table. Prepared when it is first asked for: only commands read whole stores.</summary>
    public Statement Scan => _scan ??= _connection.Prepare("SELECT key, etag, data FROM rows WHERE key > ?1 ORDER BY key LIMIT ?2");

    /// <summary>All messages behind an id, of whatever queue and whether or not they are visible.</summary>
    public Statement Messages => _messages ??= _connection.Prepare(
        "SELECT id, queue, visible_at, body FROM messages WHERE id > ?1 ORDER BY id LIMIT ?2");

    public void Dispose()
    {
        Get.Dispose();
        Range.Dispose();
        RangeOfKeys.Dispose();
        Peek.Dispose();
        Count.Dispose();
        Visible.Dispose();
        _scan?.Dispose();
        _messages?.Dispose();
        _connection.Dispose();
    }
}
