using Polychron.Domain.Entries;
using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>Finds the caller's latest entry: one range query.</summary>
public static class LatestEntry
{
    /// <summary>The entry of the member with the latest start, or null.</summary>
    public static async ValueTask<Entry?> RunAsync(
        IWorkspaceView view, Member member, CancellationToken cancellation = default)
    {
        var scan = new EntryScan(EntryIndex.User, member.Id) { PageSize = 1 };
        await foreach (var page in view.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            if (page.Count > 0)
            {
                return page[0];
            }
        }

        return null;
    }
}
