using Polychron.UseCases.Imports;

namespace Polychron.Import.Run;

/// <summary>What became of the rows of a file so far; each row is counted in <see cref="Rows"/> and in one of the three after it.</summary>
/// <param name="Rows">How many rows were read, the header not counted.</param>
/// <param name="Imported">How many became entries, or would.</param>
/// <param name="Known">How many had become entries in an earlier import.</param>
/// <param name="Rejected">How many were left out.</param>
/// <param name="People">How many people were taken in, or would be.</param>
/// <param name="Made">What else was made, or would be.</param>
public sealed record ImportSummary(long Rows, long Imported, long Known, long Rejected, int People, ImportMade Made)
{
    /// <summary>Nothing read yet.</summary>
    public static ImportSummary Zero { get; } = new(0, 0, 0, 0, 0, new ImportMade(0, 0, 0, 0));
}
