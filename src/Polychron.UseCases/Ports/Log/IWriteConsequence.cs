using Polychron.Domain.Log;

namespace Polychron.UseCases.Ports.Log;

/// <summary>
/// What follows from a write, whoever made it, and is committed with it or not at all. It is run after each use case that changed
/// something, in its transaction, and may be run again with it.
/// </summary>
public interface IWriteConsequence
{
    /// <summary>Adds to a transaction what follows from its changes so far.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="changes">The records of its changes, in order; what is added here does not join them.</param>
    /// <param name="cancellation">Stops the reads; the write is not made then.</param>
    ValueTask RunAsync(IWorkspaceTransaction transaction, IReadOnlyList<LogRecord> changes, CancellationToken cancellation = default);
}
