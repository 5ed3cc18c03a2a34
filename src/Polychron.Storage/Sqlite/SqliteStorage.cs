using Polychron.Storage.Scanning;
using Polychron.Storage.Sqlite.Engine;
using Polychron.Storage.Sqlite.Queues;
using Polychron.Storage.Sqlite.Reading;
using Polychron.Storage.Sqlite.Tables;
using Polychron.Storage.Sqlite.Writing;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite;

/// <summary>
/// The embedded store: one SQLite file in a data folder, for one process. An acknowledged write survives the end of the
/// process and the loss of power.
/// </summary>
public sealed class SqliteStorage : IDisposable, IAsyncDisposable
{
    /// <summary>The name of the database file in its folder.</summary>
    internal const string FileName = "polychron.db";

    /// <summary>What the name of the file ends in while a restore is on its way.</summary>
    internal const string RestoringSuffix = ".restoring";

    private readonly ReaderPool _readers;
    private readonly Stack<IDisposable> _parts = new();
    private readonly CommitThread _writer;
    private bool _disposed;

    private SqliteStorage(string dataFolder, TimeProvider time, long? maxPages)
    {
        Folder = Path.GetFullPath(dataFolder);
        try
        {
            Own(DataFolderLock.Take(Folder));
            var path = FilePath;
            RefuseHalfRestored(path);
            var connection = Own(Connection.Open(path));
            Schema.Ensure(connection, path);
            if (maxPages is { } pages)
            {
                connection.Execute($"PRAGMA max_page_count={pages}");
            }

            var versions = new VersionCounter(connection);
            var tables = Own(new TableWriter(connection, versions));
            var queues = Own(new QueueWriter(connection, versions, time));
            _readers = Own(new ReaderPool(path));
            _writer = Own(new CommitThread(connection, versions));
            Tables = new SqliteTableStore(_readers, _writer, tables);
            Queues = new SqliteQueueStore(_readers, _writer, queues, time);
        }
        catch (StorageUnavailableException e)
        {
            Dispose();
            throw new DataFolderException($"The store in '{Folder}' cannot be opened. {e.Message}", e);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The full path of the data folder.</summary>
    public string Folder { get; }

    /// <summary>The tables.</summary>
    public ITableStore Tables { get; }

    /// <summary>The queues.</summary>
    public IQueueStore Queues { get; }

    /// <summary>The full path of the database file.</summary>
    internal string FilePath => Path.Combine(Folder, FileName);

    /// <summary>Reads all of it.</summary>
    internal IStoreScanner Scanner => new SqliteScanner($"the embedded store in {Folder}", _readers.Rent);

    /// <summary>How many transactions have been committed since it was opened: fewer than writes where callers shared one.</summary>
    internal long Commits => _writer.Commits;

    /// <summary>Opens the store in this folder, or makes a new one there.</summary>
    /// <param name="dataFolder">The folder; it is created if it is missing.</param>
    /// <param name="time">The clock of message visibility.</param>
    /// <exception cref="DataFolderException">
    /// Another process has it, it cannot be read or written, or a newer release wrote it; the message names the folder.
    /// </exception>
    public static SqliteStorage Open(string dataFolder, TimeProvider time) => new(dataFolder, time, maxPages: null);

    /// <summary>Opens the store with a file that is full at this many pages.</summary>
    internal static SqliteStorage Open(string dataFolder, TimeProvider time, long maxPages) => new(dataFolder, time, maxPages);

    /// <summary>
    /// Writes and acknowledges what waits, empties the WAL into the file, closes it and lets go of the folder. Later
    /// calls of the stores throw <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        // From the last part to the first: the writer drains, the readers close, and the writer's connection, as the
        // last one of the file, empties the WAL and removes it. The lock goes last.
        _disposed = true;
        while (_parts.TryPop(out var part))
        {
            part.Dispose();
        }
    }

    /// <inheritdoc cref="Dispose" />
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    // Without the file, and with one that waits to take its place, a start would make an empty store beside it.
    private void RefuseHalfRestored(string path)
    {
        if (!File.Exists(path) && File.Exists(path + RestoringSuffix))
        {
            throw new DataFolderException($"A restore into '{Folder}' was interrupted. Run the same 'store restore' command again.");
        }
    }

    private T Own<T>(T part)
        where T : IDisposable
    {
        _parts.Push(part);
        return part;
    }
}
