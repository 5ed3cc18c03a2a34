using Microsoft.Extensions.Caching.Memory;
using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Webhooks.Dispatch;

/// <summary>
/// Records of the logs that were dispatched a moment ago and are about to be delivered, perhaps to many listeners. A record
/// never changes, so one that is remembered is as good as one that is read.
/// </summary>
internal sealed class RecordCache(IWorkspaceLog log) : IDisposable
{
    private const int MaxRecords = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _records = new(new MemoryCacheOptions { SizeLimit = MaxRecords });

    /// <summary>Remembers a record for a while.</summary>
    public void Keep(long workspaceId, LogRecord record) => _records.Set(
        (workspaceId, record.Sequence), record, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime });

    /// <summary>The record of a number: remembered, or one range read; null if retention has deleted it.</summary>
    /// <exception cref="InvalidDataException">The log has no such record.</exception>
    public async ValueTask<LogRecord?> FindAsync(long workspaceId, long sequence, CancellationToken cancellation)
    {
        if (_records.TryGetValue((workspaceId, sequence), out LogRecord? known))
        {
            return known!;
        }

        var found = await log.ReadLogAsync(workspaceId, sequence - 1, 1, cancellation).ConfigureAwait(false);
        return found.Count == 0 ? throw new InvalidDataException($"The log of workspace {workspaceId} has no record {sequence}.")
            : found[0].Sequence == sequence ? found[0]
            : null;
    }

    /// <inheritdoc />
    public void Dispose() => _records.Dispose();
}
