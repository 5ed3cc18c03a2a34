using System.Runtime.CompilerServices;
using Polychron.Domain.Entries;
using Polychron.Domain.Reports;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Reports.Plans;

/// <summary>The part of a report that kept cells answer, and what is left to read from entries.</summary>
/// <param name="View">The workspace, as of the moment that the cells are of.</param>
/// <param name="Cells">The cells, each key once; a month's cell stands under its first day.</param>
/// <param name="Edges">The ranges of entries before and after the whole days.</param>
internal sealed record PlannedCells(IWorkspaceView View, IReadOnlyList<Cell> Cells, IReadOnlyList<EntryScan> Edges)
{
    /// <summary>The entries of the edges, as of the moment of the cells: an entry that moves in between counts once.</summary>
    public async IAsyncEnumerable<Entry> ReadEdgesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var edge in Edges)
        {
            var entries = await EntriesAsOf.ReadAsync(
                View, edge, View.Picture.Sequence, View.Cells!.ReadLogAsync, cancellation).ConfigureAwait(false);
            foreach (var entry in entries)
            {
                yield return entry;
            }
        }
    }
}
