using System.Collections.Concurrent;
using NodaTime;
using Polychron.Domain.Budgets;
using Polychron.Domain.Entries;
using Polychron.Domain.Projects;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Projects;

/// <summary>
/// What projects have used of their budgets: minor units of money or seconds. A budget for all time is in the picture's sums;
/// a recurring one needs the entries of its current window, whose sum is kept until an entry of the project changes.
/// </summary>
public sealed class BudgetMeter
{
    private const int MaxKnown = 50_000;

    private readonly ConcurrentDictionary<(long Workspace, long Project), Known> _known = new();

    /// <summary>
    /// The use of the projects that have a budget, by project. Costs one range read for each recurring budget that is not
    /// known, else none. A running timer counts when it is stopped.
    /// </summary>
    /// <param name="view">The workspace, or a transaction, whose uncommitted sums are not remembered.</param>
    /// <param name="projects">The projects.</param>
    /// <param name="now">The moment of whose window the use is.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public async ValueTask<IReadOnlyDictionary<long, long>> ReadAsync(
        IWorkspaceView view, IEnumerable<Project> projects, Instant now, CancellationToken cancellation = default)
    {
        var zone = Zones.Stored(view.Picture.Workspace?.TimeZone ?? "UTC");
        var today = now.InZone(zone).Date;
        var uses = new Dictionary<long, long>();
        foreach (var project in projects)
        {
            if (project.Budget.Kind == BudgetKind.None)
            {
                continue;
            }

            var tally = view.Picture.ProjectTallies.GetValueOrDefault(project.Id) ?? EntryTally.Zero;
            if (project.Budget.Recurrence is { } recurrence && tally.Count > 0)
            {
                tally = recurrence.WindowOf(today) is { } window
                    ? await WindowAsync(view, project.Id, tally.AsOf, window, zone, cancellation).ConfigureAwait(false)
                    : EntryTally.Zero;
            }

            uses[project.Id] = project.Budget.Kind == BudgetKind.Money ? tally.Cost : tally.Seconds;
        }

        return uses;
    }

    private async ValueTask<EntryTally> WindowAsync(
        IWorkspaceView view,
        long projectId,
        long asOf,
        (LocalDate First, LocalDate Next) window,
        DateTimeZone zone,
        CancellationToken cancellation)
    {
        var key = (view.WorkspaceId, projectId);
        var isCommitted = view is not IWorkspaceTransaction;
        if (isCommitted && _known.TryGetValue(key, out var known) && known.AsOf == asOf && known.First == window.First
            && known.Next == window.Next && known.Zone == zone.Id)
        {
            return known.Sum;
        }

        var sum = EntryTally.Zero;
        var scan = new EntryScan(EntryIndex.Project, projectId)
        {
            From = Zones.StartOfDay(window.First, zone),
            To = Zones.StartOfDay(window.Next, zone),
        };
        await foreach (var page in view.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                sum = sum.With(entry);
            }
        }

        if (isCommitted)
        {
            if (_known.Count >= MaxKnown)
            {
                _known.Clear();
            }

            _known[key] = new Known(asOf, window.First, window.Next, zone.Id, sum);
        }

        return sum;
    }

    private sealed record Known(long AsOf, LocalDate First, LocalDate Next, string Zone, EntryTally Sum);
}
