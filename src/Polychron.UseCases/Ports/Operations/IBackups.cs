using NodaTime;

namespace Polychron.UseCases.Ports.Operations;

/// <summary>A backup of the embedded store: a database file that was complete and on disk before it was listed.</summary>
/// <param name="Name">Its name among the backups: letters, digits and hyphens, ending in <c>.db</c>.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="MadeAt">As of when: every write acknowledged before it is in the backup. UTC.</param>
/// <param name="Sha256">The SHA-256 hash of the file in lower-case hexadecimal.</param>
/// <param name="DirectorySequence">The last number of the directory's log in it.</param>
/// <param name="Workspaces">How many workspaces it has.</param>
public sealed record Backup(string Name, long Bytes, Instant MadeAt, string Sha256, long DirectorySequence, long Workspaces);

/// <summary>
/// Backups of the embedded store, made while people write. A storage account has none: it has its own redundancy, and every
/// call is refused.
/// </summary>
public interface IBackups
{
    /// <summary>
    /// Copies the store as it is at one moment. Once begun it goes on to its end; cancelled, or ended with the process, it
    /// leaves nothing that is listed. Afterwards only the newest ones are kept, where a number is set.
    /// </summary>
    /// <exception cref="Domain.Errors.DomainException">Another one is being made, the disk has too little room, or the store is no embedded one.</exception>
    /// <exception cref="Tables.StorageUnavailableException">The disk failed.</exception>
    Task<Backup> MakeAsync(CancellationToken cancellation = default);

    /// <summary>All backups, the newest first.</summary>
    Task<IReadOnlyList<Backup>> ListAsync(CancellationToken cancellation = default);

    /// <summary>Opens one for reading; the caller closes the stream.</summary>
    /// <exception cref="Domain.Errors.DomainException">There is none of this name.</exception>
    Task<(Backup Backup, Stream Content)> OpenAsync(string name, CancellationToken cancellation = default);

    /// <summary>Deletes one.</summary>
    /// <exception cref="Domain.Errors.DomainException">There is none of this name.</exception>
    Task DeleteAsync(string name, CancellationToken cancellation = default);
}
