using System.Text;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.Storage.Scanning;
using Polychron.Storage.Sqlite.Engine;
using Polychron.Storage.Sqlite.Reading;
using Polychron.Storage.Sqlite.Tables;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite;

/// <summary>A database file that no server has open, such as a backup: looked at, never changed.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly Connection _connection;
    private readonly string _path;
    private Reader? _reader;

    private StoreFile(string path)
    {
        _path = path;
        _connection = Connection.OpenReadOnly(path);
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be opened.</exception>
    public static StoreFile Open(string path) => new(path);

    /// <summary>Why this is no database file of this product and version, or null if it is one.</summary>
    public string? FindFault()
    {
        try
        {
            var version = _connection.Scalar("PRAGMA user_version");
            return version > Schema.Version
                ? $"It has storage version {version}; this release knows versions up to {Schema.Version}."
                : version == 0 || _connection.Scalar("SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('rows','messages','counter')") != 3
                    ? "It is no store of this product."
                    : null;
        }
        catch (StorageUnavailableException e)
        {
            return e.Message;
        }
    }

    /// <summary>SQLite's own check of every page and index: one line for each fault, none if all is well.</summary>
    public IReadOnlyList<string> CheckIntegrity(int max) => CheckIntegrity(_connection, max);

    /// <summary>The same of a file that is open.</summary>
    public static IReadOnlyList<string> CheckIntegrity(Connection connection, int max)
    {
        using var check = connection.Prepare($"PRAGMA integrity_check({max})");
        var faults = new List<string>();
        while (check.Step())
        {
            var line = Encoding.UTF8.GetString(check.Blob(0));
            if (line != "ok")
            {
                faults.Add(line);
            }
        }

        check.Reset();
        return faults;
    }

    /// <summary>The last number of the directory's log, and how many workspaces the directory lists.</summary>
    public (long DirectorySequence, long Workspaces) ReadSummary()
    {
        _reader ??= new Reader(_connection);
        Span<byte> key = stackalloc byte[RowAddress.MaxBytes];
        var get = _reader.Get.Bind(1, key[..RowAddress.Write(key, DirectoryKeys.Table, DirectoryKeys.Partition, LogKeys.Head)]);
        var sequence = get.Step() ? RowCodec.Read(get.Blob(1).ToArray(), RowCodec.Head).Sequence : 0;
        get.Reset();

        var (from, to) = DirectoryKeys.WorkspacesAfter(0);
        var range = _reader.RangeOfKeys
            .Bind(1, key[..RowAddress.Write(key, DirectoryKeys.Table, DirectoryKeys.Partition, from)])
            .Bind(2, key[..RowAddress.Write(key, DirectoryKeys.Table, DirectoryKeys.Partition, to)]);
        long workspaces = 0;
        while (range.Step())
        {
            workspaces++;
        }

        range.Reset();
        return (sequence, workspaces);
    }

    /// <summary>Reads all of it.</summary>
    public IStoreScanner Scan()
    {
        _reader ??= new Reader(_connection);
        return new SqliteScanner(_path, () => ReaderPool.Lease.Of(_reader));
    }

    public void Dispose()
    {
        if (_reader is not null)
        {
            _reader.Dispose();
        }
        else
        {
            _connection.Dispose();
        }
    }
}
