using Polychron.Storage.Files;
using Polychron.Storage.Sqlite.Engine;
using Polychron.UseCases.Ports.Tables;
using SQLitePCL;

namespace Polychron.Storage.Sqlite.Backups;

/// <summary>Copies a database that is in use, page by page, as it is at one moment.</summary>
/// <remarks>
/// The connection that reads holds one read transaction from the first page to the last. In a write-ahead log that is a
/// snapshot: writers go on and never wait, and the copy does not begin anew when they commit, which it would without the
/// transaction. What it costs is that the log cannot be emptied until the copy is done: it grows by what is written
/// meanwhile, and is cut back after it.
/// </remarks>
internal static class OnlineCopy
{
    // 4 MiB at a time; between two, others get the disk, and the copy can be cancelled.
    private const int StepPages = 1_024;

    // What has not reached the disk stays within this, so that the last flush does not hold up the writers' small ones.
    private const int StepsPerFlush = 8;

    /// <summary>Copies into a new file, which is complete and on the disk when it returns. Runs on the caller's thread.</summary>
    /// <exception cref="StorageUnavailableException">SQLite or the disk failed; the target is of no use.</exception>
    public static void Run(string source, string target, CancellationToken cancellation)
    {
        try
        {
            using (var from = Connection.Open(source))
            using (var to = Connection.Open(target))
            {
                // Nobody reads the copy before it is whole: it needs no journal, and one flush at the end stands for all.
                to.Execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF");
                from.Execute("BEGIN");
                from.Scalar("SELECT next FROM counter");
                Copy(from, to, target, cancellation);
                from.Execute("COMMIT");

                // The first page says that there is a log beside the file; the copy is to be one file.
                to.Execute("PRAGMA journal_mode=DELETE");
            }

            DurableFiles.Flush(target);
        }
        catch (IOException e)
        {
            throw new StorageUnavailableException($"The backup cannot be written: {e.Message}", e);
        }
    }

    private static void Copy(Connection from, Connection to, string target, CancellationToken cancellation)
    {
        using var backup = raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
        if (backup.IsInvalid)
        {
            throw SqliteErrors.Unavailable(raw.sqlite3_errcode(to.Handle), to.Handle, "begin a copy");
        }

        for (var step = 1; ; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var code = raw.sqlite3_backup_step(backup, StepPages);
            if (code == raw.SQLITE_DONE)
            {
                return;
            }

            if (code != raw.SQLITE_OK)
            {
                throw SqliteErrors.Unavailable(code, to.Handle, "copy pages");
            }

            if (step % StepsPerFlush == 0)
            {
                DurableFiles.Flush(target);
            }
        }
    }
}
