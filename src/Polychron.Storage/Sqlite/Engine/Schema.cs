namespace Polychron.Storage.Sqlite.Engine;

/// <summary>The tables of the database file, and their version.</summary>
internal static class Schema
{
    public const long Version = 1;

    private const int MaxIdleLogBytes = 64 * 1024 * 1024;

    // Copying the log into the file costs two syncs beside the copying, and it cannot begin anew while a reader is inside, so
    // that at SQLite's own 1,000 pages a busy server copied after every third or fourth commit. The same pages change again and again: at
    // four times as many pages each is copied once for several changes.
    private const int LogPagesUntilCheckpoint = 4_000;

    // The writer looks up every page that it changes. Those in the log cannot be read through the mapped file, so the cache
    // has room for as many as the log has. Each is 4 KiB.
    private const int WriterCachePages = LogPagesUntilCheckpoint;

    // A table with rowids and an index of the keys, not a table clustered by key: measured with values of 600 bytes, it
    // takes two and a half times as many new rows a second (a value is appended; only the small index is written at random
    // places) at the same rate of point reads. Clustering would double the rate of range reads, from 10,000 pages of 100
    // rows a second to 20,000.
    private const string Tables = """
        CREATE TABLE rows (
            id INTEGER PRIMARY KEY,
            key BLOB NOT NULL UNIQUE,
            etag INTEGER NOT NULL,
            data BLOB NOT NULL);
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            queue BLOB NOT NULL,
            visible_at INTEGER NOT NULL,
            inserted_at INTEGER NOT NULL,
            receipt INTEGER NOT NULL,
            dequeue_count INTEGER NOT NULL,
            body BLOB NOT NULL);
        CREATE INDEX messages_by_visibility ON messages (queue, visible_at, id);
        CREATE TABLE counter (next INTEGER NOT NULL);
        INSERT INTO counter VALUES (1);
        """;

    /// <summary>Makes a new file ready, accepts one of this version, refuses a newer one.</summary>
    public static void Ensure(Connection connection, string path)
    {
        SwitchToLog(connection, path);

        // The log is synced with every commit, not only when it is emptied.
        connection.Execute("PRAGMA synchronous=FULL");

        // After a burst the log's file is cut back to this size.
        connection.Execute($"PRAGMA journal_size_limit={MaxIdleLogBytes}");
        connection.Execute($"PRAGMA wal_autocheckpoint={LogPagesUntilCheckpoint}");
        connection.Execute($"PRAGMA cache_size={WriterCachePages}");
        var found = connection.Scalar("PRAGMA user_version");
        if (found > Version)
        {
            throw new DataFolderException(
                $"'{path}' has storage version {found}; this release knows versions up to {Version}. "
                + "Start the release that wrote it, or a newer one.");
        }

        if (found == 0)
        {
            // One transaction, so that a crash on the very first start leaves an empty file and not half a schema.
            connection.Execute($"BEGIN IMMEDIATE; {Tables} PRAGMA user_version={Version}; COMMIT");
        }
    }

    // SQLite does not fail when it cannot; it answers with the mode that it stays in.
    private static void SwitchToLog(Connection connection, string path)
    {
        using var statement = connection.Prepare("PRAGMA journal_mode=WAL");
        if (!statement.Step() || !statement.Blob(0).SequenceEqual("wal"u8))
        {
            throw new DataFolderException($"'{path}' cannot be switched to a write-ahead log.");
        }
    }
}
