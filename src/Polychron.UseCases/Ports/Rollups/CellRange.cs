using NodaTime;
using Polychron.Domain.Reports;

namespace Polychron.UseCases.Ports.Rollups;

/// <summary>How much time a kept cell is about.</summary>
public enum CellGrain
{
    /// <summary>A local day.</summary>
    Day,

    /// <summary>A local month; the day of such a cell's key is the month's first.</summary>
    Month,
}

/// <summary>A half-open range of days, or of whole months by their first days.</summary>
/// <param name="Generation">Which set of cells.</param>
/// <param name="Grain">Days or months.</param>
/// <param name="From">The first day, inclusive.</param>
/// <param name="To">The end, exclusive.</param>
public readonly record struct CellRange(int Generation, CellGrain Grain, LocalDate From, LocalDate To);

/// <summary>Cells as they were found.</summary>
/// <param name="Cells">The cells, each key once.</param>
/// <param name="AsOf">The sequence number at which the last one of them was changed; 0 for none.</param>
public sealed record KeptCells(IReadOnlyList<Cell> Cells, long AsOf);
