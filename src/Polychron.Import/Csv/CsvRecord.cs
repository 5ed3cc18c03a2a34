namespace Polychron.Import.Csv;

/// <summary>A record of a CSV file.</summary>
/// <param name="Line">The line of the file on which it begins, from 1; a quoted value may span several.</param>
/// <param name="Cells">Its values, without their quotes.</param>
/// <param name="Fault">What is wrong with its quotes, or null.</param>
internal sealed record CsvRecord(long Line, string[] Cells, string? Fault);
