using System.Diagnostics;
using Polychron.Bench.Client;
using SQLitePCL;

namespace Polychron.Bench.Raw;

/// <summary>
/// What SQLite alone does on this disk: durable commits (WAL, <c>synchronous=FULL</c>) by one connection that does nothing
/// else, each with as many new rows as asked for. No commit is shared, since one writer has nobody to share it with.
/// </summary>
internal sealed class RawCommits : IDisposable
{
    /// <summary>The bytes of a row: about those of a stored time entry.</summary>
    private const int RowBytes = 250;

    /// <summary>More than the log has when SQLite empties it: 1,000 pages of 4 KiB.</summary>
    private const int WarmUpBytes = 8 * 1024 * 1024;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _insert;
    private readonly sqlite3_stmt _commit;

    public RawCommits(string folder)
    {
        _database = SqliteCalls.Open(Path.Combine(folder, "raw.db"));
        _database.Run("""
            PRAGMA journal_mode=WAL;
            PRAGMA synchronous=FULL;
            CREATE TABLE rows (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
            """);
        _begin = _database.Prepare("BEGIN IMMEDIATE");
        _insert = _database.Prepare("INSERT INTO rows (data) VALUES (?1)");
        _commit = _database.Prepare("COMMIT");
        _database.Check(raw.sqlite3_bind_blob(_insert, 1, new byte[RowBytes]));

        // A growing log costs the file system more than one that is written over and over, as it is once it was emptied
        // into the database for the first time. The server's is past that; so this one has to be too.
        Commit(WarmUpBytes / RowBytes);
        _database.Run("PRAGMA wal_checkpoint(RESTART)");
    }

    /// <summary>Commits for a while.</summary>
    public LoadResult Run(int rowsInCommit, TimeSpan time)
    {
        var times = new List<long>();
        var began = Stopwatch.GetTimestamp();
        do
        {
            var at = Stopwatch.GetTimestamp();
            Commit(rowsInCommit);
            times.Add(Stopwatch.GetTimestamp() - at);
        }
        while (Stopwatch.GetElapsedTime(began) < time);
        return LoadResult.Of(Stopwatch.GetElapsedTime(began), times);
    }

    public void Dispose()
    {
        _begin.Dispose();
        _insert.Dispose();
        _commit.Dispose();
        _database.Dispose();
    }

    private void Commit(int rows)
    {
        if (rows == 1)
        {
            // A statement outside of a transaction is one of its own.
            Step(_insert);
            return;
        }

        Step(_begin);
        for (var i = 0; i < rows; i++)
        {
            Step(_insert);
        }

        Step(_commit);
    }

    private void Step(sqlite3_stmt statement)
    {
        _database.Check(raw.sqlite3_step(statement));
        _database.Check(raw.sqlite3_reset(statement));
    }
}
