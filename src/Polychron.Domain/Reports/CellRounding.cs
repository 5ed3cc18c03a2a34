using Polychron.Domain.Entries.Policies;
using Polychron.Domain.Rates;

namespace Polychron.Domain.Reports;

/// <summary>Rounds the sums of a user's day and project.</summary>
public static class CellRounding
{
    /// <summary>
    /// The cells with the seconds of each user, day and project rounded together. What rounding adds or takes goes to the
    /// longest cell of the group, at its rates, and on to the next where that would leave less than nothing.
    /// </summary>
    public static IReadOnlyList<Cell> ByDayAndProject(IReadOnlyList<Cell> cells, Rounding rounding)
    {
        var rounded = new List<Cell>(cells.Count);
        foreach (var group in cells.GroupBy(cell => (cell.Key.UserId, cell.Key.Day, cell.Key.ProjectId)))
        {
            var sum = group.Sum(cell => cell.Sums.Seconds);
            var rest = rounding.Apply(sum) - sum;
            foreach (var cell in group.OrderByDescending(cell => cell.Sums.Seconds).ThenBy(cell => cell.Key.BillingStatus)
                .ThenBy(cell => cell.Key.HourRate).ThenBy(cell => cell.Key.InternalHourRate).ThenBy(cell => cell.Key.Labels.ToString(), StringComparer.Ordinal))
            {
                var change = Math.Max(rest, -cell.Sums.Seconds);
                rest -= change;
                rounded.Add(change == 0 ? cell : Longer(cell, change));
            }
        }

        return rounded;
    }

    private static Cell Longer(Cell cell, long seconds) => cell with
    {
        Sums = cell.Sums with
        {
            Seconds = cell.Sums.Seconds + seconds,
            Revenue = cell.Sums.Revenue + Math.Sign(seconds) * Cost.Of(Math.Abs(seconds), cell.Key.HourRate),
            InternalCost = cell.Sums.InternalCost + Math.Sign(seconds) * Cost.Of(Math.Abs(seconds), cell.Key.InternalHourRate),
        },
    };
}
