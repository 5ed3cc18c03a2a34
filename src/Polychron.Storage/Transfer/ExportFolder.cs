using Polychron.Domain.Errors;
using Polychron.Storage.Files;
using Polychron.Storage.Keys;
using Polychron.Storage.Scanning;

namespace Polychron.Storage.Transfer;

/// <summary>The files of an export that is being written: one for each table, and one for messages.</summary>
internal sealed class ExportFolder : IDisposable
{
    private const int ProgressRows = 1_000;
    private readonly string _folder;
    private readonly IProgress<long>? _progress;
    private readonly Dictionary<string, LineWriter> _tables;
    private readonly LineWriter _messages;

    private ExportFolder(string folder, IProgress<long>? progress)
    {
        (_folder, _progress) = (folder, progress);
        _tables = StoreTables.Moved.ToDictionary(table => table, table => new LineWriter(folder, table));
        _messages = new LineWriter(folder, null);
    }

    /// <summary>How many rows were written.</summary>
    public long Rows { get; private set; }

    /// <summary>How many messages were written.</summary>
    public long Messages { get; private set; }

    /// <summary>Begins an export in a folder that is new or empty.</summary>
    /// <exception cref="DomainException">There is something in it.</exception>
    public static ExportFolder Create(string folder, IProgress<long>? progress)
    {
        Directory.CreateDirectory(folder);
        return Directory.EnumerateFileSystemEntries(folder).Any()
            ? throw DomainException.Conflict("export", $"'{folder}' is not empty; name a new folder.")
            : new ExportFolder(folder, progress);
    }

    /// <summary>Adds a row.</summary>
    /// <exception cref="DomainException">Its table is unknown.</exception>
    public void Add(ScannedRow row)
    {
        if (!_tables.TryGetValue(row.Table, out var file))
        {
            throw DomainException.Conflict("export", $"The store has a table '{row.Table}', which this release does not know.");
        }

        RowLine.Write(file.Line, row.Partition, row.Row.Row, row.Row.Data.Span);
        file.End();
        if (++Rows % ProgressRows == 0)
        {
            _progress?.Report(Rows);
        }
    }

    /// <summary>Adds a message.</summary>
    public void Add(ScannedMessage message)
    {
        MessageLine.Write(_messages.Line, message);
        _messages.End();
        Messages++;
    }

    /// <summary>Ends the files, and with the manifest makes the folder an export.</summary>
    public void Finish(Manifest manifest)
    {
        LineWriter[] written = [.. StoreTables.Moved.Select(table => _tables[table]), _messages];
        ManifestFile[] files = [.. written.Select(file => file.Finish()).OfType<ManifestFile>()];
        DurableFiles.FlushFolder(_folder);
        (manifest with { Files = files }).Write(_folder);
        _progress?.Report(Rows);
    }

    public void Dispose()
    {
        foreach (var file in _tables.Values)
        {
            file.Dispose();
        }

        _messages.Dispose();
    }
}
