using NodaTime;
using Polychron.Domain.Reports;

namespace Polychron.Storage.Rollups;

/// <summary>
/// The packs of one day or month while changes are applied. A cell stays in its pack; a new one goes into the last, which is
/// split when it is too large for a row. A pack whose cells are all gone stays, empty: by its sequence number a reader
/// notices that they were there.
/// </summary>
internal sealed class PackedPeriod(LocalDate day)
{
    /// <summary>The most bytes in a pack: it fits in one property of a Table Storage entity.</summary>
    public const int MaxPackBytes = 60 * 1024;

    private readonly List<CellPack> _packs = [];
    private readonly Dictionary<CellKey, CellPack> _places = [];

    public LocalDate Day => day;

    public void Add(CellPack pack)
    {
        _packs.Add(pack);
        foreach (var key in pack.Cells.Keys)
        {
            _places[key] = pack;
        }
    }

    public void Apply(Cell change)
    {
        if (!_places.TryGetValue(change.Key, out var pack))
        {
            if (_packs.Count == 0)
            {
                _packs.Add(new CellPack(0));
            }

            pack = _packs[^1];
            _places[change.Key] = pack;
        }

        var sums = pack.Cells.GetValueOrDefault(change.Key) + change.Sums;
        pack.IsChanged = true;
        if (sums.IsZero)
        {
            pack.Cells.Remove(change.Key);
            _places.Remove(change.Key);
        }
        else
        {
            pack.Cells[change.Key] = sums;
        }
    }

    /// <summary>The packs that were changed, as bytes.</summary>
    public IEnumerable<(int Number, byte[] Data)> Changed(long asOf)
    {
        // More are appended while the loop runs.
        for (var i = 0; i < _packs.Count; i++)
        {
            var pack = _packs[i];
            if (!pack.IsChanged)
            {
                continue;
            }

            var data = pack.Write(asOf);
            while (data.Length > MaxPackBytes && pack.Cells.Count > 1)
            {
                Split(pack);
                data = pack.Write(asOf);
            }

            yield return (pack.Number, data);
        }
    }

    private void Split(CellPack pack)
    {
        var half = new CellPack(_packs[^1].Number + 1) { IsChanged = true };
        foreach (var (key, sums) in pack.Cells.Take(pack.Cells.Count / 2).ToList())
        {
            pack.Cells.Remove(key);
            half.Cells[key] = sums;
            _places[key] = half;
        }

        _packs.Add(half);
    }
}
