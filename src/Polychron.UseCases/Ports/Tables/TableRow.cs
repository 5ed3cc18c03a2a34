namespace Polychron.UseCases.Ports.Tables;

/// <summary>A row as it was read.</summary>
/// <param name="Row">The row key.</param>
/// <param name="Data">The row's value; empty when the query asked for keys only.</param>
/// <param name="ETag">The row's ETag: opaque, and different after every write of the row.</param>
public sealed record TableRow(string Row, ReadOnlyMemory<byte> Data, string ETag);
