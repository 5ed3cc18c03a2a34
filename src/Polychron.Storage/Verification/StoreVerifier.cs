using System.Text.Json;
using Polychron.Storage.Keys;
using Polychron.Storage.Scanning;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Storage.Verification;

/// <summary>
/// Holds the rows of a store against each other in one pass, in memory that does not grow with the store: what a partition
/// says of itself is checked when its rows have gone by.
/// </summary>
internal sealed class StoreVerifier
{
    /// <summary>The most faults that are told.</summary>
    public const int MaxFaults = 100;

    private readonly List<string> _faults = [];
    private (string Table, string Partition) _at;
    private PartitionCheck? _partition;
    private long _rows;
    private long _records;
    private long _entries;
    private long _workspaces;

    /// <summary>Verifies all rows that a scan brings.</summary>
    public static async Task<StoreReport> RunAsync(IStoreScanner store, IEnumerable<string> knownFaults, CancellationToken cancellation)
    {
        var verifier = new StoreVerifier();
        verifier._faults.AddRange(knownFaults.Take(MaxFaults));
        try
        {
            await foreach (var page in store.RowsAsync(cancellation).ConfigureAwait(false))
            {
                foreach (var row in page)
                {
                    verifier.Take(row);
                }
            }
        }
        catch (InvalidDataException e)
        {
            verifier.Fault(e.Message);
        }

        verifier.EndPartition();
        return new StoreReport(
            verifier._rows, verifier._records, verifier._entries, verifier._workspaces, verifier._faults);
    }

    private void Take(ScannedRow row)
    {
        _rows++;
        if (_partition is null || _at != (row.Table, row.Partition))
        {
            EndPartition();
            _at = (row.Table, row.Partition);
            _partition = new PartitionCheck(row.Table, row.Partition, Fault);
            if (!StoreTables.IsKnown(row.Table))
            {
                Fault($"The table '{row.Table}' is none of this release's.");
            }
        }

        if (row.Table == DirectoryKeys.Table && DirectoryKeys.IsWorkspace(row.Row.Row))
        {
            _workspaces++;
        }

        try
        {
            _partition.Take(row.Row);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or FormatException or ArgumentException)
        {
            Fault($"{row.Table}/{row.Partition}/{row.Row.Row} cannot be read: {e.Message}");
        }
    }

    private void EndPartition()
    {
        if (_partition is { } ended)
        {
            ended.End();
            _records += ended.Records;
            _entries += ended.Entries;
        }
    }

    private void Fault(string fault)
    {
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(fault);
        }
    }
}
