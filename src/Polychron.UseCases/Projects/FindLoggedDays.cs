using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Projects;

/// <summary>Finds the days on which a project's first and last entries start, in the workspace's zone.</summary>
public static class FindLoggedDays
{
    private const int OnePage = 200;

    /// <summary>
    /// The two days; null where there are no entries, which costs no read. Up to 200 entries are one read. Of more, the last is
    /// one read and the first is searched for by halving the time before it: a row a read, and no more reads than the
    /// binary digits of the days there are.
    /// </summary>
    public static async ValueTask<(LocalDate? First, LocalDate? Last)> RunAsync(
        IWorkspaceView view, long projectId, CancellationToken cancellation = default)
    {
        var count = view.Picture.ProjectTallies.GetValueOrDefault(projectId)?.Count ?? 0;
        if (count <= 0)
        {
            return (null, null);
        }

        var zone = Zones.Stored(view.Picture.Workspace?.TimeZone ?? "UTC");
        var scan = new EntryScan(EntryIndex.Project, projectId);
        if (count <= OnePage)
        {
            Entry? newest = null, oldest = null;
            await foreach (var page in view.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
            {
                newest ??= page.Count > 0 ? page[0] : null;
                oldest = page.Count > 0 ? page[^1] : oldest;
            }

            return (Day(oldest, zone), Day(newest, zone));
        }

        var last = Day(await NewestAsync(view, scan, cancellation).ConfigureAwait(false), zone);
        var known = last ?? EntryLimits.Latest.InZone(zone).Date;
        var empty = EntryLimits.Earliest.InZone(zone).Date.PlusDays(-1);

        // Something starts on the known day, nothing on the empty one or before.
        while (Period.DaysBetween(empty, known) > 1)
        {
            var middle = empty.PlusDays(Period.DaysBetween(empty, known) / 2);
            var before = scan with { To = Zones.StartOfDay(middle.PlusDays(1), zone) };
            if (Day(await NewestAsync(view, before, cancellation).ConfigureAwait(false), zone) is { } found)
            {
                known = found;
            }
            else
            {
                empty = middle;
            }
        }

        return (known, last);
    }

    private static async ValueTask<Entry?> NewestAsync(IWorkspaceView view, EntryScan scan, CancellationToken cancellation)
    {
        await foreach (var page in view.ScanEntriesAsync(scan with { PageSize = 1 }, cancellation).ConfigureAwait(false))
        {
            if (page.Count > 0)
            {
                return page[0];
            }
        }

        return null;
    }

    private static LocalDate? Day(Entry? entry, DateTimeZone zone) => entry?.Start.InZone(zone).Date;
}
