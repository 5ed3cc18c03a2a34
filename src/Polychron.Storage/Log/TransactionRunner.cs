using NodaTime;
using Polychron.Domain.Log;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>Runs the use cases that share a commit of one workspace, each in a transaction of its own, with what follows from its changes.</summary>
internal sealed class TransactionRunner(WorkspaceSession session, ITableStore store, IClock clock, IReadOnlyList<IWriteConsequence> consequences)
{
    /// <summary>Runs waiting use cases on top of each other, from a position on, until their rows fill a batch.</summary>
    public async Task FillAsync(WriteGroup group, List<PendingWrite> waiting, int from)
    {
        for (var i = from + group.Count; i < waiting.Count && !group.IsFull; i++)
        {
            var pending = waiting[i];
            if (pending.IsCancelled)
            {
                group.Refuse(pending, new OperationCanceledException());
                continue;
            }

            var transaction = new WorkspaceTransaction(
                session.WorkspaceId,
                pending.ActorId,
                Microseconds.Truncate(clock.GetCurrentInstant()),
                store,
                session.Reader,
                group.State);
            try
            {
                await pending.RunAsync(transaction).ConfigureAwait(false);
                await AddConsequencesAsync(transaction).ConfigureAwait(false);
            }
            catch (StorageUnavailableException)
            {
                throw;
            }
#pragma warning disable CA1031 // A use case that fails drops its own changes, and its caller is told.
            catch (Exception e)
#pragma warning restore CA1031
            {
                group.Refuse(pending, e);
                continue;
            }

            group.TryAdd(pending, transaction);
        }
    }

    private async ValueTask AddConsequencesAsync(WorkspaceTransaction transaction)
    {
        if (transaction.Records.Count == 0)
        {
            return;
        }

        IReadOnlyList<LogRecord> changes = [.. transaction.Records];
        foreach (var consequence in consequences)
        {
            await consequence.RunAsync(transaction, changes).ConfigureAwait(false);
        }
    }
}
