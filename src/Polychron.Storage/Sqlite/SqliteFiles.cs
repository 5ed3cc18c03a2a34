using System.Globalization;
using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Storage.Files;
using Polychron.Storage.Sqlite.Backups;
using Polychron.Storage.Sqlite.Engine;
using Polychron.Storage.Verification;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite;

/// <summary>Files of the embedded store in a data folder.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="store">Opens the store in it.</param>
/// <param name="clock">Names what is moved aside.</param>
internal sealed class SqliteFiles(string folder, Func<SqliteStorage> store, IClock clock) : IStoreFiles
{
    private const string Subject = "store";
    private const string Partial = ".partial";

    /// <inheritdoc />
    public async Task<Backup> CopyAsync(string path, CancellationToken cancellation = default)
    {
        if (File.Exists(path))
        {
            throw DomainException.Conflict(Subject, $"'{path}' exists; name a new file.");
        }

        // Opening it takes the folder: where a server runs, this is refused.
        var source = store().FilePath;
        var partial = path + Partial;
        File.Delete(partial);
        try
        {
            var at = clock.GetCurrentInstant();
            OnlineCopy.Run(source, partial, cancellation);
            var copied = await SqliteBackups.DescribeAsync(partial, Path.GetFileName(path), at, cancellation).ConfigureAwait(false);
            DurableFiles.Publish(partial, path);
            return copied;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <inheritdoc />
    public Task<StoreReport> VerifyFileAsync(string path, CancellationToken cancellation = default) => VerifyAsync(path, cancellation);

    /// <inheritdoc />
    public async Task<StoreReport> VerifyStoreAsync(CancellationToken cancellation = default)
    {
        var opened = store();
        IReadOnlyList<string> faults;
        using (var connection = Connection.Open(opened.FilePath))
        {
            faults = StoreFile.CheckIntegrity(connection, StoreVerifier.MaxFaults);
        }

        return await StoreVerifier.RunAsync(opened.Scanner, faults, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc />
    /// <remarks>
    /// Order of crashes: the copy lies complete beside the store before the store is touched; then the old file is moved
    /// aside, what belongs to it after it, and the copy takes its place. Killed between the moves, the folder has no
    /// store and a copy that waits: a server refuses to start on that, and the same command begins again.
    /// </remarks>
    public async Task<(StoreReport Report, string? MovedTo)> RestoreAsync(
        string path, bool replace, CancellationToken cancellation = default)
    {
        var report = await VerifyAsync(path, cancellation).ConfigureAwait(false);
        if (report.Faults.Count > 0)
        {
            throw DomainException.Conflict(Subject, $"'{path}' is not restored: {report.Faults[0]}");
        }

        using var taken = DataFolderLock.Take(folder);
        var target = Path.Combine(folder, SqliteStorage.FileName);
        if (File.Exists(target) && !replace)
        {
            throw DomainException.Conflict(
                Subject, $"There is a store in '{folder}'. With --replace it is moved aside and stays in the folder.");
        }

        var restoring = target + SqliteStorage.RestoringSuffix;
        await DurableFiles.CopyAsync(path, restoring, cancellation).ConfigureAwait(false);
        DurableFiles.FlushFolder(folder);
        var moved = MoveAside(target);
        DurableFiles.Publish(restoring, target);
        return (report, moved);
    }

    // The file first: whatever is still named after the store without it is nobody's, and must not meet the new file.
    private string? MoveAside(string target)
    {
        var aside = $"{target}.replaced-{clock.GetCurrentInstant().ToDateTimeUtc().ToString("yyyyMMdd'-'HHmmss", CultureInfo.InvariantCulture)}";
        string? moved = null;
        foreach (var suffix in new[] { "", "-wal", "-shm", "-journal" })
        {
            if (File.Exists(target + suffix))
            {
                DurableFiles.Publish(target + suffix, aside + suffix);
                moved = aside;
            }
        }

        return moved;
    }

    private static async Task<StoreReport> VerifyAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            throw DomainException.Missing($"There is no file '{path}'.");
        }

        if (File.Exists(path + "-wal"))
        {
            throw DomainException.Conflict(
                Subject, $"Beside '{path}' is its log of writes: it is a store that a server has open, or had when it was killed, and no backup. Verify it with --store.");
        }

        try
        {
            using var file = StoreFile.Open(path);
            if (file.FindFault() is { } fault)
            {
                return new StoreReport(0, 0, 0, 0, [fault]);
            }

            return await StoreVerifier.RunAsync(file.Scan(), file.CheckIntegrity(StoreVerifier.MaxFaults), cancellation).ConfigureAwait(false);
        }
        catch (StorageUnavailableException e)
        {
            return new StoreReport(0, 0, 0, 0, [e.Message]);
        }
    }
}
