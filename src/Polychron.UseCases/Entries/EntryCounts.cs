using Polychron.Domain.Entries;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>How many entries an index or a range of it holds, without reading them.</summary>
internal static class EntryCounts
{
    /// <summary>The entries of the range's index, whatever the bounds on the start: their number is in the picture.</summary>
    public static long OfIndex(WorkspacePicture picture, EntryScan scan) => scan.Index switch
    {
        EntryIndex.User => picture.UserTallies.GetValueOrDefault(scan.Key, EntryTally.Zero).Count,
        EntryIndex.Project => picture.ProjectTallies.GetValueOrDefault(scan.Key, EntryTally.Zero).Count,
        _ => picture.UserTallies.Values.Sum(tally => tally.Count),
    };

    /// <summary>The entries of the range: with bounds on the start, they are counted by their keys.</summary>
    public static ValueTask<long> OfRangeAsync(IWorkspaceView view, EntryScan scan, CancellationToken cancellation) =>
        scan is { From: null, To: null }
            ? ValueTask.FromResult(OfIndex(view.Picture, scan))
            : view.CountEntriesAsync(scan, cancellation);
}
