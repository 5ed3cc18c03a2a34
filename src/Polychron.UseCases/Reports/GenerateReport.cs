using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Reports;

/// <summary>Sums entries by the columns that were asked for. An entry counts where it starts; one that runs counts so far.</summary>
public static class GenerateReport
{
    /// <summary>What to report.</summary>
    public sealed record Query
    {
        /// <summary>Which entries.</summary>
        public required EntryFilter Filter { get; init; }

        /// <summary>The columns.</summary>
        public required ReportColumns Columns { get; init; }

        /// <summary>The deepest level of projects to tell apart, 0 for the roots; those below count towards their ancestor on it. Null tells all apart.</summary>
        public int? ProjectLevel { get; init; }

        /// <summary>How intervals are grouped.</summary>
        public TimespanGrouping Timespan { get; init; }

        /// <summary>The zone of the days, weeks, months and years.</summary>
        public required DateTimeZone Zone { get; init; }
    }

    /// <summary>Runs it. The lines are in no particular order.</summary>
    /// <exception cref="DomainException">A user or project of the filter does not exist for this member.</exception>
    public static async ValueTask<IReadOnlyCollection<ReportLine>> RunAsync(
        IWorkspaceView view, Member member, Query query, Instant now, CancellationToken cancellation = default)
    {
        var bound = query.Filter.Bind(view.Picture, member);
        if (bound.Users is { Count: 0 })
        {
            return [];
        }

        var units = new CalendarUnits(
            query.Timespan, query.Zone, view.Picture.Workspace?.WeekStart ?? IsoDayOfWeek.Monday);
        var projects = new Dictionary<long, long?>();
        var sums = new Dictionary<ReportLine, long>();
        await foreach (var page in view.ScanEntriesAsync(bound.Scan, cancellation).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                if (bound.Matches(entry))
                {
                    var line = Key(entry, query, view.Picture, units, projects, now);
                    sums[line] = sums.GetValueOrDefault(line) + entry.SecondsAt(now);
                }
            }
        }

        return [.. sums.Select(sum => sum.Key with { Seconds = sum.Value })];
    }

    private static ReportLine Key(
        Entry entry, Query query, WorkspacePicture picture, CalendarUnits units, Dictionary<long, long?> projects, Instant now)
    {
        (Instant Start, Instant End)? interval = !query.Columns.HasFlag(ReportColumns.Timespan) ? null
            : query.Timespan == TimespanGrouping.Exact ? (entry.Start, entry.EndAt(now))
            : units.Of(entry.Start);
        return new ReportLine
        {
            Seconds = 0,
            ProjectId = query.Columns.HasFlag(ReportColumns.Project) && entry.ProjectId is { } id
                ? Shown(id, query.ProjectLevel, picture, projects)
                : null,
            Title = query.Columns.HasFlag(ReportColumns.Title) ? entry.Title : null,
            Notes = query.Columns.HasFlag(ReportColumns.Notes) ? entry.Notes : null,
            UserId = query.Columns.HasFlag(ReportColumns.User) ? entry.UserId : null,
            BillingStatus = query.Columns.HasFlag(ReportColumns.BillingStatus) ? entry.BillingStatus : null,
            Start = interval?.Start,
            End = interval?.End,
        };
    }

    /// <summary>The project that a line shows: the project itself, its ancestor on the grouping level, or none if it was deleted.</summary>
    private static long? Shown(long id, int? level, WorkspacePicture picture, Dictionary<long, long?> known)
    {
        if (!known.TryGetValue(id, out var shown))
        {
            if (picture.Projects.Find(id) is { } project)
            {
                var chain = picture.Projects.Chain(project);
                shown = level is { } at && at < chain.Count ? chain[at].Id : id;
            }

            known[id] = shown;
        }

        return shown;
    }
}
