namespace Polychron.Import.Rows;

/// <summary>A row that was left out.</summary>
/// <param name="Line">The line of the file on which it begins, from 1.</param>
/// <param name="Column">The column at fault, as the file calls it; empty if it is the row as a whole.</param>
/// <param name="Reason">What is wrong with it.</param>
public readonly record struct Rejection(long Line, string Column, string Reason);
