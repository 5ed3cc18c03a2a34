using NodaTime;
using Polychron.Domain.Reports;
using Polychron.Storage.Rows;

namespace Polychron.Storage.Rollups;

/// <summary>One row's cells while changes are applied to them.</summary>
internal sealed class CellPack(int number)
{
    public int Number => number;

    public Dictionary<CellKey, CellSums> Cells { get; } = [];

    public bool IsChanged { get; set; }

    public static CellPack Read(int number, LocalDate day, ReadOnlyMemory<byte> data)
    {
        var pack = new CellPack(number);
        var cells = new List<Cell>();
        CellPackCodec.Read(data, day, cells, []);
        cells.ForEach(cell => pack.Cells.Add(cell.Key, cell.Sums));
        return pack;
    }

    public byte[] Write(long asOf) => CellPackCodec.Write(asOf, [.. Cells.Select(cell => new Cell(cell.Key, cell.Value))]);
}
