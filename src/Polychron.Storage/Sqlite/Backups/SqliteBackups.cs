using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Storage.Files;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite.Backups;

/// <summary>Backups of the embedded store that is open.</summary>
internal sealed class SqliteBackups(SqliteStorage storage, BackupOptions options, IClock clock) : IBackups
{
    /// <summary>What has to be left on the disk when a backup is done, for the store itself to go on.</summary>
    private const long SpareBytes = 64L * 1024 * 1024;

    private const string Subject = "backup";

    private readonly BackupFolder _folder = new(options.Folder ?? Path.Combine(storage.Folder, "backups"));

    /// <inheritdoc />
    public async Task<Backup> MakeAsync(CancellationToken cancellation = default)
    {
        try
        {
            using var turn = _folder.TryTake()
                ?? throw DomainException.Conflict(Subject, "A backup is being made; wait for its end.");
            CheckSpace();
            try
            {
                var backup = await CopyAsync(cancellation).ConfigureAwait(false);
                DropOld();
                return backup;
            }
            catch
            {
                _folder.ClearPartial();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DomainException.Conflict(Subject, $"The backup cannot be written: {e.Message}");
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Backup>> ListAsync(CancellationToken cancellation = default) => Task.FromResult(_folder.List());

    /// <inheritdoc />
    public Task<(Backup Backup, Stream Content)> OpenAsync(string name, CancellationToken cancellation = default)
    {
        var backup = _folder.Get(name);
        try
        {
            return Task.FromResult((backup, _folder.Open(backup)));
        }
        catch (FileNotFoundException)
        {
            throw DomainException.NotFound("Backup");
        }
    }

    /// <inheritdoc />
    public Task DeleteAsync(string name, CancellationToken cancellation = default)
    {
        _folder.Delete(_folder.Get(name));
        return Task.CompletedTask;
    }

    private async Task<Backup> CopyAsync(CancellationToken cancellation)
    {
        var at = clock.GetCurrentInstant();

        // A thread of its own: the pages come as fast as the disk gives them, and no request waits for a thread meanwhile.
        await Task.Factory.StartNew(
            () => OnlineCopy.Run(storage.FilePath, _folder.PartialPath, cancellation),
            cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false);
        return _folder.Publish(await DescribeAsync(_folder.PartialPath, _folder.NewName(at), at, cancellation).ConfigureAwait(false));
    }

    /// <summary>Describes a finished copy by what is in it.</summary>
    public static async Task<Backup> DescribeAsync(string path, string name, Instant madeAt, CancellationToken cancellation)
    {
        using var copy = StoreFile.Open(path);
        if (copy.FindFault() is { } fault)
        {
            throw new StorageUnavailableException($"The copy is not what was copied: {fault}");
        }

        var (sequence, workspaces) = copy.ReadSummary();
        return new Backup(
            name,
            new FileInfo(path).Length,
            madeAt,
            await DurableFiles.HashAsync(path, cancellation).ConfigureAwait(false),
            sequence,
            workspaces);
    }

    private void CheckSpace()
    {
        var needed = new FileInfo(storage.FilePath).Length + LogBytes() + SpareBytes;
        var free = new DriveInfo(_folder.Path).AvailableFreeSpace;
        if (free < needed)
        {
            throw DomainException.Conflict(
                Subject,
                $"The disk of '{_folder.Path}' has {free >> 20} MiB free and a backup needs {needed >> 20} MiB: delete old backups, or set Polychron__Backups__Path to another disk.");
        }
    }

    // Pages that are not yet in the file itself.
    private long LogBytes() => new FileInfo(storage.FilePath + "-wal") is { Exists: true } log ? log.Length : 0;

    private void DropOld()
    {
        foreach (var old in _folder.List().Skip(options.Keep ?? int.MaxValue))
        {
            _folder.Delete(old);
        }
    }
}
