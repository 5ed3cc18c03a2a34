namespace Polychron.UseCases.Ports.Log;

/// <summary>Which rows of imported files one write has made into entries.</summary>
/// <param name="Sequence">The last record that the write had made when it noted them.</param>
/// <param name="Ids">The rows' ids, each a hash of what the row says.</param>
public sealed record ImportedRows(long Sequence, IReadOnlyList<UInt128> Ids)
{
    /// <summary>The most ids that one write notes: 16 bytes each, in one stored row.</summary>
    public const int MaxIds = 5_000;
}
