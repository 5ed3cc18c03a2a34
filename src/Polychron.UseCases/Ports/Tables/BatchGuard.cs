namespace Polychron.UseCases.Ports.Tables;

/// <summary>
/// The one check of a batch against <see cref="TableLimits"/>, called by every implementation of the port before it
/// writes. An emulator that is more lenient than the service must not hide a batch that the service would refuse.
/// </summary>
public static class BatchGuard
{
    /// <summary>Throws if the batch is empty, spans tables or partitions, names a row twice, or breaks a size limit.</summary>
    /// <exception cref="InvalidBatchException">With the first limit that is broken.</exception>
    public static void Check(IReadOnlyList<RowWrite> batch)
    {
        if (batch.Count == 0)
        {
            throw new InvalidBatchException("A batch has at least one write.");
        }

        if (batch.Count > TableLimits.MaxBatchRows)
        {
            throw new InvalidBatchException($"A batch has at most {TableLimits.MaxBatchRows} writes; this one has {batch.Count}.");
        }

        var first = batch[0];
        if (!KeyRules.IsTable(first.Table))
        {
            throw new InvalidBatchException($"'{first.Table}' is no table name.");
        }

        var rows = new HashSet<string>(batch.Count, StringComparer.Ordinal);
        long bytes = CheckKey(first.Partition, "partition key");
        for (var i = 0; i < batch.Count; i++)
        {
            var write = batch[i];
            if (write.Table != first.Table)
            {
                throw new InvalidBatchException($"A batch writes one table; this one writes '{first.Table}' and '{write.Table}'.");
            }

            if (write.Partition != first.Partition)
            {
                throw new InvalidBatchException("A batch writes one partition; this one writes two or more.");
            }

            if (!rows.Add(write.Row))
            {
                throw new InvalidBatchException("A batch writes a row at most once; this one writes a row twice.");
            }

            if (write.Data.Length > TableLimits.MaxDataBytes)
            {
                throw new InvalidBatchException($"A row's value has at most {TableLimits.MaxDataBytes} bytes; write {i} has {write.Data.Length}.");
            }

            bytes += CheckKey(write.Row, "row key") + write.Data.Length;
        }

        if (bytes > TableLimits.MaxBatchBytes)
        {
            throw new InvalidBatchException($"A batch has at most {TableLimits.MaxBatchBytes} bytes; this one has {bytes}.");
        }
    }

    private static int CheckKey(string key, string what)
    {
        if (!KeyRules.TryMeasure(key, out var bytes, out var weight))
        {
            throw new InvalidBatchException($"A {what} has no unpaired surrogate.");
        }

        return weight <= TableLimits.MaxKeyWeight
            ? bytes
            : throw new InvalidBatchException($"A {what} weighs at most {TableLimits.MaxKeyWeight}; this one weighs {weight}.");
    }
}
