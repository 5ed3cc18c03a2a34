using NodaTime;
using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Reports;

namespace Polychron.Dialects.Timing.Wire.Reports;

/// <summary>By what the lines of a report are sorted.</summary>
internal enum ReportSortKey
{
    /// <summary>The sum.</summary>
    Duration,

    /// <summary>The titles from the root down.</summary>
    Project,

    /// <summary>The title.</summary>
    Title,

    /// <summary>The notes.</summary>
    Notes,

    /// <summary>The start.</summary>
    Start,

    /// <summary>The end.</summary>
    End,

    /// <summary>The user's name.</summary>
    User,

    /// <summary>The billing status, undetermined first and paid last.</summary>
    BillingStatus,
}

/// <summary>One column of a sort order.</summary>
/// <param name="Key">The column.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
internal readonly record struct ReportSortColumn(ReportSortKey Key, bool IsDescending);

/// <summary>
/// Sorts the lines of a report. Letters' case counts only between texts that are otherwise equal; what is missing (no
/// project, no title) is less than everything. Lines that the order leaves equal follow by all their columns ascending, so
/// that the same data always gives the same answer.
/// </summary>
internal sealed class ReportSort : IComparer<ReportLine>
{
    private static readonly ReportSortColumn[] Ties =
    [
        new(ReportSortKey.Start, false), new(ReportSortKey.End, false), new(ReportSortKey.Project, false),
        new(ReportSortKey.Title, false), new(ReportSortKey.Notes, false), new(ReportSortKey.User, false),
        new(ReportSortKey.BillingStatus, false),
    ];

    private readonly WorkspacePicture _picture;
    private readonly ReportSortColumn[] _order;
    private readonly Dictionary<long, string[]> _chains = [];

    private ReportSort(WorkspacePicture picture, IReadOnlyList<ReportSortColumn> order)
    {
        _picture = picture;
        _order = [.. order, .. Ties];
    }

    /// <summary>The lines in order.</summary>
    public static ReportLine[] Sort(
        IReadOnlyCollection<ReportLine> lines, WorkspacePicture picture, IReadOnlyList<ReportSortColumn> order)
    {
        var sorted = lines.ToArray();
        Array.Sort(sorted, new ReportSort(picture, order));
        return sorted;
    }

    /// <inheritdoc />
    public int Compare(ReportLine? x, ReportLine? y)
    {
        foreach (var column in _order)
        {
            var order = Compare(x!, y!, column.Key);
            if (order != 0)
            {
                return column.IsDescending ? -order : order;
            }
        }

        return 0;
    }

    private int Compare(ReportLine a, ReportLine b, ReportSortKey key) => key switch
    {
        ReportSortKey.Duration => a.Seconds.CompareTo(b.Seconds),
        ReportSortKey.Project => CompareProjects(a.ProjectId, b.ProjectId),
        ReportSortKey.Title => CompareTexts(a.Title, b.Title),
        ReportSortKey.Notes => CompareTexts(a.Notes, b.Notes),
        ReportSortKey.Start => Nullable.Compare<Instant>(a.Start, b.Start),
        ReportSortKey.End => Nullable.Compare<Instant>(a.End, b.End),
        ReportSortKey.User => CompareUsers(a.UserId, b.UserId),
        _ => Nullable.Compare(a.BillingStatus, b.BillingStatus),
    };

    private int CompareProjects(long? a, long? b)
    {
        if (a == b || a is null || b is null)
        {
            return Nullable.Compare(a, b);
        }

        var (first, second) = (ChainOf(a.Value), ChainOf(b.Value));
        for (var i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            var order = CompareTexts(first[i], second[i]);
            if (order != 0)
            {
                return order;
            }
        }

        var depth = first.Length.CompareTo(second.Length);
        return depth != 0 ? depth : a.Value.CompareTo(b.Value);
    }

    private string[] ChainOf(long id)
    {
        if (!_chains.TryGetValue(id, out var chain))
        {
            Project? project = _picture.Projects.Find(id);
            chain = project is null ? [] : [.. _picture.Projects.Chain(project).Select(above => above.Title)];
            _chains[id] = chain;
        }

        return chain;
    }

    private int CompareUsers(long? a, long? b)
    {
        var names = a == b ? 0 : CompareTexts(NameOf(a), NameOf(b));
        return names != 0 ? names : Nullable.Compare(a, b);
    }

    private string? NameOf(long? id) => id is { } userId ? _picture.Members.GetValueOrDefault(userId)?.Name : null;

    private static int CompareTexts(string? a, string? b)
    {
        var order = StringComparer.OrdinalIgnoreCase.Compare(a, b);
        return order != 0 ? order : StringComparer.Ordinal.Compare(a, b);
    }
}
