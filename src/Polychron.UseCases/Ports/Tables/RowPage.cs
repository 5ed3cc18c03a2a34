namespace Polychron.UseCases.Ports.Tables;

/// <summary>A page of a range query.</summary>
/// <param name="Rows">The rows in ascending order of their keys.</param>
/// <param name="Continuation">An opaque mark to go on from, or null at the end of the range.</param>
public sealed record RowPage(IReadOnlyList<TableRow> Rows, string? Continuation);
