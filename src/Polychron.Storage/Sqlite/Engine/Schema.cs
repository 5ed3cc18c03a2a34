namespace Polychron.Storage.Sqlite.Engine;

/// <summary>The tables of the database file, and their version.</summary>
internal static class Schema
{
    public const long Version = 1;

    private const int MaxIdleLogBytes = 64 * 1024 * 1024;

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
