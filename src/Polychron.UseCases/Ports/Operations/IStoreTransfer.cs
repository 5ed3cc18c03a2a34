namespace Polychron.UseCases.Ports.Operations;

/// <summary>What an export or import moved.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Messages">How many messages of queues.</param>
/// <param name="HiddenMessages">
/// How many messages the queue service counts but did not show, since a worker held them or their time had not come, and that
/// rows do not stand for either.
/// </param>
/// <param name="Workspaces">How many workspaces.</param>
public sealed record TransferResult(long Rows, long Messages, long HiddenMessages, long Workspaces);

/// <summary>Moves rows between stores, embedded or not, as files of JSON lines. For commands.</summary>
public interface IStoreTransfer
{
    /// <summary>Writes all rows of the configured store, or those of one workspace, into a new folder.</summary>
    /// <param name="folder">The folder; it is created, or is empty.</param>
    /// <param name="workspaceId">The workspace, or null for everything.</param>
    /// <param name="progress">Told the number of rows so far, or null.</param>
    /// <param name="cancellation">Stops it; the folder then is no export.</param>
    /// <exception cref="Domain.Errors.DomainException">
    /// There is no such workspace, the folder is not empty, or somebody wrote to the store meanwhile: the folder then is no export.
    /// </exception>
    Task<TransferResult> ExportAsync(
        string folder, long? workspaceId, IProgress<long>? progress = null, CancellationToken cancellation = default);

    /// <summary>
    /// Checks an export and writes it into the configured store. A whole server goes only into an empty store; a workspace
    /// only where its number and those of its people are free or mean the same. After an interruption the same call goes on.
    /// </summary>
    /// <exception cref="Domain.Errors.DomainException">The export is damaged or of another version, or the store cannot take it; nothing was written.</exception>
    Task<TransferResult> ImportAsync(string folder, IProgress<long>? progress = null, CancellationToken cancellation = default);

    /// <summary>Checks that the configured store can be served: no import into it is unfinished, and no newer release wrote its rows.</summary>
    /// <exception cref="Domain.Errors.DomainException">It cannot; the message says what to do.</exception>
    Task EnsureUsableAsync(CancellationToken cancellation = default);
}
