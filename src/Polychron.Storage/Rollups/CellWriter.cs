using NodaTime;
using Polychron.Domain.Reports;
using Polychron.Storage.Keys;
using Polychron.UseCases.Ports.Rollups;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Rollups;

/// <summary>Turns changes of cells into the rows that they rewrite.</summary>
internal sealed class CellWriter(ITableStore store, string partition)
{
    /// <summary>Days or months that lie no further apart than this are read in one query; what lies between is read in vain.</summary>
    private const int MaxGap = 3;

    /// <summary>The rows of the changes of one grain, as of a sequence number; null as soon as there are more than a batch holds.</summary>
    public async Task<List<RowWrite>?> PlanAsync(
        int generation, CellGrain grain, IReadOnlyList<Cell> changes, long asOf, int maxRows, CancellationToken cancellation)
    {
        var byDay = changes.GroupBy(change => change.Key.Day).OrderBy(day => day.Key).ToList();
        if (byDay.Count > maxRows)
        {
            return null;
        }

        var periods = new Dictionary<LocalDate, PackedPeriod>();
        foreach (var range in Ranges(generation, grain, [.. byDay.Select(day => day.Key)]))
        {
            await ReadAsync(range, periods, cancellation).ConfigureAwait(false);
        }

        var rows = new List<RowWrite>();
        foreach (var day in byDay)
        {
            var period = periods.GetValueOrDefault(day.Key) ?? new PackedPeriod(day.Key);
            foreach (var change in day)
            {
                period.Apply(change);
            }

            foreach (var (number, data) in period.Changed(asOf))
            {
                var row = RollupKeys.Pack(generation, grain, day.Key, number);
                rows.Add(new RowWrite(RowAction.Upsert, RollupKeys.Table, partition, row, data));
            }

            if (rows.Count > maxRows)
            {
                return null;
            }
        }

        return rows;
    }

    private async Task ReadAsync(CellRange range, Dictionary<LocalDate, PackedPeriod> periods, CancellationToken cancellation)
    {
        var (from, to) = RollupKeys.Range(range);
        var query = new RowRange(RollupKeys.Table, partition, from, to);
        do
        {
            var page = await store.QueryAsync(query, cancellation).ConfigureAwait(false);
            foreach (var row in page.Rows)
            {
                var (day, number) = RollupKeys.Parse(row.Row);
                if (!periods.TryGetValue(day, out var period))
                {
                    periods[day] = period = new PackedPeriod(day);
                }

                period.Add(CellPack.Read(number, day, row.Data));
            }

            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }

    private static IEnumerable<CellRange> Ranges(int generation, CellGrain grain, IReadOnlyList<LocalDate> days)
    {
        for (var i = 0; i < days.Count;)
        {
            var first = i;
            while (++i < days.Count && days[i] <= After(grain, days[i - 1], MaxGap))
            {
                // The range goes on.
            }

            yield return new CellRange(generation, grain, days[first], After(grain, days[i - 1], 1));
        }
    }

    private static LocalDate After(CellGrain grain, LocalDate day, int count) =>
        grain == CellGrain.Day ? day.PlusDays(count) : day.PlusMonths(count);
}
