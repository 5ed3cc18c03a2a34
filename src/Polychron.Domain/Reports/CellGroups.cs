namespace Polychron.Domain.Reports;

/// <summary>Groups cells and adds them up.</summary>
public static class CellGroups
{
    /// <summary>The sums over all cells, each counted once.</summary>
    public static SplitSums Total(this IEnumerable<Cell> cells)
    {
        var total = default(SplitSums);
        foreach (var cell in cells)
        {
            total += SplitSums.Of(cell);
        }

        return total;
    }

    /// <summary>The sums of groups of which each cell is in exactly one, so that they add up to the total.</summary>
    public static Dictionary<TGroup, SplitSums> By<TGroup>(this IEnumerable<Cell> cells, Func<CellKey, TGroup> group)
        where TGroup : notnull
    {
        var groups = new Dictionary<TGroup, SplitSums>();
        foreach (var cell in cells)
        {
            Add(groups, group(cell.Key), cell);
        }

        return groups;
    }

    /// <summary>
    /// The sums of groups of which a cell may be in several, as by label or by team: each group counts it whole, so the groups
    /// add up to more than <see cref="Total"/>, which is the one to show as total.
    /// </summary>
    /// <param name="cells">The cells.</param>
    /// <param name="groups">The different groups of a cell; at least one, if it is to be shown at all.</param>
    public static Dictionary<TGroup, SplitSums> ByEach<TGroup>(
        this IEnumerable<Cell> cells, Func<CellKey, IEnumerable<TGroup>> groups)
        where TGroup : notnull
    {
        var sums = new Dictionary<TGroup, SplitSums>();
        foreach (var cell in cells)
        {
            foreach (var group in groups(cell.Key))
            {
                Add(sums, group, cell);
            }
        }

        return sums;
    }

    private static void Add<TGroup>(Dictionary<TGroup, SplitSums> groups, TGroup group, Cell cell)
        where TGroup : notnull => groups[group] = groups.GetValueOrDefault(group) + SplitSums.Of(cell);
}
