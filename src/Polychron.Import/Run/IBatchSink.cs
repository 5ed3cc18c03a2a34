using Polychron.Domain.Errors;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Run;

/// <summary>What became of a batch.</summary>
/// <param name="Imported">How many rows became entries, or would.</param>
/// <param name="Known">How many were imported before.</param>
/// <param name="Refused">The others, by their position, and why.</param>
/// <param name="People">How many people were taken in, or would be.</param>
/// <param name="Made">What else was made, or would be.</param>
internal sealed record BatchOutcome(
    int Imported, int Known, IReadOnlyList<(int Row, FieldError Error)> Refused, int People, ImportMade Made);

/// <summary>Where batches of rows go: into the workspace, or in a dry run nowhere.</summary>
internal interface IBatchSink
{
    /// <summary>Takes a batch of 1 to <see cref="ImportEntries.MaxRows"/> rows. When it returns, what it counts as imported is durable.</summary>
    Task<BatchOutcome> TakeAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellation);
}
