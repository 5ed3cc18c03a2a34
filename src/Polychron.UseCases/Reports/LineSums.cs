using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Reports;
using Polychron.Domain.Workspaces;

namespace Polychron.UseCases.Reports;

/// <summary>The lines of a report while entries and cells are added to them.</summary>
internal sealed class LineSums(GenerateReport.Query query, WorkspacePicture picture, Instant now)
{
    private readonly CalendarUnits _units = new(
        query.Timespan, query.Zone, picture.Workspace?.WeekStart ?? IsoDayOfWeek.Monday);

    private readonly Dictionary<long, long?> _projects = [];
    private readonly Dictionary<ReportLine, long> _sums = [];

    /// <summary>The lines, in no particular order.</summary>
    public IReadOnlyCollection<ReportLine> Lines => [.. _sums.Select(sum => sum.Key with { Seconds = sum.Value })];

    /// <summary>Adds an entry, as it stands now.</summary>
    public void Add(Entry entry)
    {
        (Instant Start, Instant End)? interval = !Has(ReportColumns.Timespan) ? null
            : query.Timespan == TimespanGrouping.Exact ? (entry.Start, entry.EndAt(now))
            : _units.Of(entry.Start);
        var line = Line(entry.UserId, entry.ProjectId ?? 0, entry.BillingStatus, interval) with
        {
            Title = Has(ReportColumns.Title) ? entry.Title : null,
            Notes = Has(ReportColumns.Notes) ? entry.Notes : null,
        };
        Add(line, entry.SecondsAt(now));
    }

    /// <summary>Adds cells; the columns ask for nothing that cells do not tell apart.</summary>
    public void Add(IEnumerable<Cell> cells)
    {
        foreach (var cell in cells)
        {
            var key = cell.Key;
            (Instant Start, Instant End)? interval = Has(ReportColumns.Timespan) ? _units.Of(key.Day) : null;
            Add(Line(key.UserId, key.ProjectId, key.BillingStatus, interval), cell.Sums.Seconds);
        }
    }

    private void Add(ReportLine line, long seconds) => _sums[line] = _sums.GetValueOrDefault(line) + seconds;

    private bool Has(ReportColumns column) => query.Columns.HasFlag(column);

    private ReportLine Line(long userId, long projectId, BillingStatus status, (Instant Start, Instant End)? interval) => new()
    {
        Seconds = 0,
        ProjectId = Has(ReportColumns.Project) ? Shown(projectId) : null,
        UserId = Has(ReportColumns.User) ? userId : null,
        BillingStatus = Has(ReportColumns.BillingStatus) ? status : null,
        Start = interval?.Start,
        End = interval?.End,
    };

    /// <summary>The project that a line shows: the project itself, its ancestor on the grouping level, or none if it was deleted.</summary>
    private long? Shown(long id)
    {
        if (!_projects.TryGetValue(id, out var shown))
        {
            if (picture.Projects.Find(id) is { } project)
            {
                var chain = picture.Projects.Chain(project);
                shown = query.ProjectLevel is { } at && at < chain.Count ? chain[at].Id : id;
            }

            _projects[id] = shown;
        }

        return shown;
    }
}
