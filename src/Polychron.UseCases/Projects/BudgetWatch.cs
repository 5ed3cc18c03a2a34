using NodaTime;
using Polychron.Domain.Budgets;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Projects;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Projects;

/// <summary>
/// Records that the use of a budget has reached 50, 80 or 100 percent, in the commit of the change that made it so: a record a
/// level, whatever dialect the change came through.
/// </summary>
/// <remarks>
/// A budget for all time is compared with the project's sums, which are in memory. One that begins anew needs the sum of its
/// current window: one range read, the first time that this instance writes to the project in the window and the project's sums
/// of all time have reached the next level; from then on the sum is kept up by the log. Hours in other windows than that
/// of today change nothing, and a window that begins with hours in it is noticed at the project's next change.
/// </remarks>
public sealed class BudgetWatch : IWriteConsequence
{
    /// <inheritdoc />
    public async ValueTask RunAsync(
        IWorkspaceTransaction transaction, IReadOnlyList<LogRecord> changes, CancellationToken cancellation = default)
    {
        foreach (var projectId in Concerned(changes))
        {
            if (transaction.Picture.Projects.Find(projectId) is { Budget: { Kind: not BudgetKind.None, Amount: > 0 } } project)
            {
                await CheckAsync(transaction, project, cancellation).ConfigureAwait(false);
            }
            else if (transaction.Picture.BudgetLevels.TryGetValue(projectId, out var level)
                && transaction.Picture.Projects.Find(projectId) is null)
            {
                transaction.Delete(level);
            }
        }
    }

    private static HashSet<long> Concerned(IReadOnlyList<LogRecord> changes)
    {
        var ids = new HashSet<long>();
        foreach (var record in changes)
        {
            switch (record)
            {
                case { After: Entry { ProjectId: { } projectId } }:
                    ids.Add(projectId);
                    break;
                case { Subject: Project project } when (record.Before as Project)?.Budget != (record.After as Project)?.Budget:
                    ids.Add(project.Id);
                    break;
            }
        }

        return ids;
    }

    private static async ValueTask CheckAsync(IWorkspaceTransaction transaction, Project project, CancellationToken cancellation)
    {
        var budget = project.Budget;
        var zone = Zones.Stored(transaction.Picture.Workspace?.TimeZone ?? "UTC");
        var window = budget.Recurrence?.WindowOf(transaction.Now.InZone(zone).Date);
        if (budget.Recurrence is not null && window is null)
        {
            return;
        }

        var level = transaction.Picture.BudgetLevels.GetValueOrDefault(project.Id);
        var reached = level?.IsOf(budget, window?.First) == true ? level.Percent : 0;
        var next = BudgetLevel.Levels.FirstOrDefault(percent => percent > reached);
        var tally = transaction.Picture.ProjectTallies.GetValueOrDefault(project.Id) ?? EntryTally.Zero;
        var used = budget.Kind == BudgetKind.Money ? tally.Cost : tally.Seconds;
        if (next == 0 || !BudgetLevel.IsReached(next, used, budget.Amount))
        {
            // A window has no more than all time has.
            return;
        }

        if (window is { } days)
        {
            var (from, to) = (Zones.StartOfDay(days.First, zone), Zones.StartOfDay(days.Next, zone));
            var sums = await WindowAsync(transaction, project.Id, from, to, cancellation).ConfigureAwait(false);
            used = sums.Used(budget.Kind);
        }

        foreach (var percent in BudgetLevel.Levels.Where(percent => percent > reached && BudgetLevel.IsReached(percent, used, budget.Amount)))
        {
            var crossed = new BudgetLevel
            {
                BudgetKind = budget.Kind, Amount = budget.Amount, WindowStart = window?.First, Percent = percent,
            };
            level = level is null ? transaction.Create(crossed, project.Id) : transaction.Update(level, crossed);
        }
    }

    private static async ValueTask<BudgetWindow> WindowAsync(
        IWorkspaceTransaction transaction, long projectId, Instant from, Instant to, CancellationToken cancellation)
    {
        if (transaction.Picture.BudgetWindows.TryGetValue(projectId, out var known) && known.From == from && known.To == to)
        {
            return known;
        }

        var window = new BudgetWindow(projectId, from, to);
        var scan = new EntryScan(EntryIndex.Project, projectId) { From = from, To = to };
        await foreach (var page in transaction.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                window = window.With(entry);
            }
        }

        transaction.Learn(window);
        return window;
    }
}
