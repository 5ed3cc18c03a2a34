using Polychron.Domain.Activities;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.UseCases.Log;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Activities;

/// <summary>
/// What members did, from the workspace's log: records that were committed with what they tell, so that each activity is there
/// once, whatever the pages. It goes back over the last <see cref="MaxRecords"/> records of the log.
/// </summary>
/// <remarks>
/// Costs one range query for the first records, as many as the page asks for, and one more for each thousand that have to be
/// looked at: for what somebody filters or may not see, and for the offset. The oldest first costs all of them.
/// </remarks>
public static class ListActivities
{
    /// <summary>How many records of the log are looked at.</summary>
    public const int MaxRecords = 10_000;

    /// <summary>Which activities.</summary>
    public sealed record Query
    {
        /// <summary>Only those about this kind of thing, a project's budget among them for <see cref="EntityKind.Project"/>; null for all.</summary>
        public EntityKind? About { get; init; }

        /// <summary>Whether the oldest come first.</summary>
        public bool IsOldestFirst { get; init; }

        /// <summary>How many come before the first one.</summary>
        public long Offset { get; init; }

        /// <summary>How many at most.</summary>
        public required int Count { get; init; }
    }

    /// <summary>The activities that the member sees.</summary>
    /// <param name="log">The log.</param>
    /// <param name="view">The workspace.</param>
    /// <param name="member">The caller.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public static async ValueTask<ActivityPage> RunAsync(
        IWorkspaceLog log, IWorkspaceView view, Member member, Query query, CancellationToken cancellation = default)
    {
        var found = new List<Activity>();
        var images = new LastImages(view.Picture);
        var viewer = new ActivityPermit(view.Picture, member);
        var wanted = query.IsOldestFirst ? long.MaxValue : query.Offset + query.Count;
        var firstWindow = (int)Math.Min(wanted, MaxRecords) + 1;
        await foreach (var record in LogBackwards.ReadAsync(log, view, firstWindow, MaxRecords, cancellation).ConfigureAwait(false))
        {
            images.Learn(record);
            if (ActivityRules.KindOf(record) is { } kind
                && (query.About is null || query.About == AboutOf(record))
                && viewer.Sees(record, images)
                && viewer.Shown(record, images) is { } subject)
            {
                found.Add(new Activity(record, kind, subject, images.IsDeleted(record)));
                if (found.Count > wanted)
                {
                    break;
                }
            }
        }

        if (query.IsOldestFirst)
        {
            found.Reverse();
        }

        var page = query.Offset >= found.Count ? [] : found.Skip((int)query.Offset).Take(query.Count).ToList();
        return new ActivityPage(page, query.Offset + page.Count < found.Count && page.Count > 0);
    }

    private static EntityKind AboutOf(LogRecord record) =>
        record.Subject.Kind == EntityKind.BudgetLevel ? EntityKind.Project : record.Subject.Kind;
}
