using Polychron.Domain.Entries;
using Polychron.Domain.Entries.Policies;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Reports;

/// <summary>The cells of a range of days as of one record of the workspace's log, durations rounded by the workspace's rule.</summary>
public static class SumExactly
{
    /// <summary>
    /// The cells that this member sees, as they were right after the view's last record. Writes that go on while the range is
    /// read are taken out again by their records' before images. A timer's current run counts when it stops.
    /// </summary>
    /// <remarks>Costs one range query for each thousand entries of the range, and one of the log.</remarks>
    /// <exception cref="DomainException">An id of the filter names nothing that this member sees.</exception>
    public static async ValueTask<IReadOnlyList<Cell>> RunAsync(
        IWorkspaceLog log, IWorkspaceView view, Member member, SumEntries.Query query, CancellationToken cancellation = default)
    {
        var bound = query.Filter.Bind(view.Picture, member);
        if (bound.IsEmpty || query.Last < query.First)
        {
            return [];
        }

        var entries = new Dictionary<long, Entry>();
        await foreach (var page in SumEntries.ScanAsync(view, bound, query, SumEntries.TablePage, cancellation).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                entries[entry.Id] = entry;
            }
        }

        await RollBackAsync(log, view, query, entries, cancellation).ConfigureAwait(false);
        var rounding = view.Picture.Workspace?.EntryPolicy.Rounding ?? Rounding.None;
        var fold = new CellFold(query.Zone);
        foreach (var entry in entries.Values)
        {
            var seconds = rounding.Scope == RoundingScope.Entry ? rounding.Apply(entry.DurationSeconds) : entry.DurationSeconds;
            var cell = fold.CellOf(entry, seconds);
            if (bound.Matches(cell.Key))
            {
                fold.Add(cell);
            }
        }

        return rounding is { Mode: not RoundingMode.None, Scope: RoundingScope.DayAndProject }
            ? CellRounding.ByDayAndProject(fold.Cells, rounding)
            : fold.Cells;
    }

    private static async ValueTask RollBackAsync(
        IWorkspaceLog log, IWorkspaceView view, SumEntries.Query query, Dictionary<long, Entry> entries, CancellationToken cancellation)
    {
        var (from, to) = (Zones.StartOfDay(query.First, query.Zone), Zones.StartOfDay(query.Last.PlusDays(1), query.Zone));
        var seen = new HashSet<long>();
        foreach (var record in await log.ReadLogAsync(view.WorkspaceId, view.Picture.Sequence, int.MaxValue, cancellation).ConfigureAwait(false))
        {
            // The first record after the view says how the entry was then.
            if (record.Subject is not Entry { Id: var id } || !seen.Add(id))
            {
                continue;
            }

            if (record.Before is Entry before && before.Start >= from && before.Start < to)
            {
                entries[id] = before;
            }
            else
            {
                entries.Remove(id);
            }
        }
    }
}
