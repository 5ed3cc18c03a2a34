using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Imports;

/// <summary>
/// The ids of all rows that were ever imported into a workspace, as of a record; held in memory, about 40 bytes a row. A
/// transaction asks only for what was noted since, so that no row costs a read, and two imports of one file at the same
/// time, on any instances, make each entry once: the one that loses the head sees what the other has noted.
/// </summary>
public sealed class ImportLedger
{
    private readonly HashSet<UInt128> _ids = [];

    /// <summary>The last note that is in it.</summary>
    public long AsOf { get; private set; }

    /// <summary>Whether a row is noted.</summary>
    public bool Contains(UInt128 id) => _ids.Contains(id);

    /// <summary>Reads what was noted since.</summary>
    public async Task ReadAsync(IWorkspaceView view, CancellationToken cancellation = default)
    {
        await foreach (var noted in view.ReadImportedAsync(AsOf, cancellation).ConfigureAwait(false))
        {
            Add(noted);
        }
    }

    /// <summary>Takes in what a committed write has noted or found.</summary>
    internal void Add(ImportedRows noted)
    {
        AsOf = Math.Max(AsOf, noted.Sequence);
        _ids.UnionWith(noted.Ids);
    }
}
