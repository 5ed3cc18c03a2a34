using SQLitePCL;

namespace Polychron.Storage.Sqlite.Engine;

/// <summary>
/// One connection to the database file, used by one thread at a time (SQLite's own mutexes are off).
/// It speaks to SQLite below ADO.NET: a point read costs two microseconds, and command and reader objects would double it.
/// </summary>
internal sealed class Connection : IDisposable
{
    // The file is memory-mapped for reading up to this size; beyond it, pages are read into the connection's cache.
    private const long MappedBytes = 1L << 30;
    private const int BusyTimeoutMilliseconds = 5_000;

    // This variant of SQLite's Unix layer lets all connections of one process share locks and the WAL's index in memory
    // instead of through system calls, which doubles the rate of point reads, and locks other processes out. Windows'
    // layer has no such variant; there the lock file alone keeps a second process away.
    private static readonly string? FileLayer = OperatingSystem.IsWindows() ? null : "unix-excl";

    private readonly sqlite3 _database;

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 database) => _database = database;

    /// <summary>Whether no transaction is open: after some errors SQLite has rolled back by itself.</summary>
    public bool IsIdle => raw.sqlite3_get_autocommit(_database) != 0;

    /// <summary>How many rows the last statement inserted, updated or deleted.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    /// <summary>The handle, for the few calls of SQLite that are about two connections.</summary>
    internal sqlite3 Handle => _database;

    public static Connection Open(string path) => Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>Opens a file that lies about, such as a backup, without changing it.</summary>
    public static Connection OpenReadOnly(string path) => Open(path, raw.SQLITE_OPEN_READONLY);

    private static Connection Open(string path, int flags)
    {
        var code = raw.sqlite3_open_v2(path, out var database, flags | raw.SQLITE_OPEN_NOMUTEX, FileLayer);
        if (code != raw.SQLITE_OK)
        {
            using (database)
            {
                throw SqliteErrors.Unavailable(code, database, $"open '{path}'");
            }
        }

        var connection = new Connection(database);
        raw.sqlite3_busy_timeout(database, BusyTimeoutMilliseconds);
        connection.Execute($"PRAGMA mmap_size={MappedBytes}");
        return connection;
    }

    public void Execute(string sql)
        => SqliteErrors.Check(raw.sqlite3_exec(_database, sql), _database, $"run '{sql}'");

    public Statement Prepare(string sql) => new(_database, sql);

    /// <summary>Runs a statement that returns one number.</summary>
    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    public void Dispose() => _database.Dispose();
}
