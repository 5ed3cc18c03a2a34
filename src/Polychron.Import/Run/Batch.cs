using Polychron.Import.Rows;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Run;

/// <summary>Rows that are imported in one write, and those between them that were rejected when they were read.</summary>
internal sealed class Batch
{
    /// <summary>The rows of a write: with more of them it takes longer, and others wait for it.</summary>
    private const int MaxRows = 500;

    /// <summary>The bytes of a write, about; the log takes records of some 2.5 MB in one.</summary>
    private const int MaxWeight = 1024 * 1024;

    private int _weight;

    public List<long> Lines { get; } = [];

    public List<ImportRow> Rows { get; } = [];

    public List<Rejection> Rejected { get; } = [];

    public bool IsFull => Rows.Count >= MaxRows || Rejected.Count >= MaxRows || _weight >= MaxWeight;

    public void Add(long line, ImportRow row)
    {
        Lines.Add(line);
        Rows.Add(row);
        _weight += row.Weight;
    }
}
