namespace Polychron.UseCases.Ports.Operations;

/// <summary>What the verification of a store found.</summary>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Records">How many records its logs have.</param>
/// <param name="Entries">How many time entries it has.</param>
/// <param name="Workspaces">How many workspaces it has.</param>
/// <param name="Faults">What is wrong, in words; empty if nothing is. At most 100, the first ones.</param>
public sealed record StoreReport(long Rows, long Records, long Entries, long Workspaces, IReadOnlyList<string> Faults);

/// <summary>Files of the embedded store: copying the stopped one, checking, restoring. For commands, with no server on the folder.</summary>
public interface IStoreFiles
{
    /// <summary>Copies the configured store, which no server may have open, into a new file.</summary>
    /// <exception cref="Domain.Errors.DomainException">The file exists, or the store is no embedded one.</exception>
    Task<Backup> CopyAsync(string path, CancellationToken cancellation = default);

    /// <summary>Checks a file: SQLite's own integrity, the version, and that logs, heads and index copies agree.</summary>
    /// <exception cref="Domain.Errors.DomainException">There is no such file.</exception>
    Task<StoreReport> VerifyFileAsync(string path, CancellationToken cancellation = default);

    /// <summary>Checks the configured store, embedded or not, as <see cref="VerifyFileAsync"/> does.</summary>
    Task<StoreReport> VerifyStoreAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Checks a file and makes it the configured store. The old one, if there is one, is moved aside where
    /// <paramref name="replace"/> says so. Killed at any moment, the folder has the old store, the new one, or one that no
    /// server opens before the same command has run again.
    /// </summary>
    /// <returns>What was restored, and where the old store is now, or null.</returns>
    /// <exception cref="Domain.Errors.DomainException">The file is no sound store, or there is a store and it is not to be replaced.</exception>
    Task<(StoreReport Report, string? MovedTo)> RestoreAsync(string path, bool replace, CancellationToken cancellation = default);
}
