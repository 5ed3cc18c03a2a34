using Polychron.UseCases.Imports;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Import.Run;

/// <summary>Writes batches, in the name of an owner of the workspace.</summary>
/// <remarks>
/// A batch takes its people first, in a write of their own where some are new, then its rows in one write. A crash between
/// the two leaves people who have no entries yet; the next import finds them.
/// </remarks>
internal sealed class WritingSink(
    IDirectory directory, IWorkspaceLog log, IRandomSource random, long workspaceId, long ownerId, ImportLedger ledger) : IBatchSink
{
    private readonly Dictionary<string, long> _people = new(StringComparer.Ordinal);

    public async Task<BatchOutcome> TakeAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellation)
    {
        var fresh = new List<(int Position, ImportRow Row)>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            if (!ledger.Contains(rows[i].Id))
            {
                fresh.Add((i, rows[i]));
            }
        }

        var known = rows.Count - fresh.Count;
        if (fresh.Count == 0)
        {
            return new BatchOutcome(0, known, [], 0, new ImportMade(0, 0, 0, 0));
        }

        var made = await TakeInAsync(fresh.Select(row => row.Row.Person).OfType<PersonName>(), cancellation).ConfigureAwait(false);
        var command = new ImportEntries.Command(
            fresh.ConvertAll(row => row.Row.Person is { } person ? row.Row with { UserId = _people[person.Key] } : row.Row), ledger);
        var outcome = await log.WriteAsync(
            workspaceId, ownerId, transaction => ImportEntries.RunAsync(transaction, random, command), cancellation).ConfigureAwait(false);
        ImportEntries.Settle(ledger, outcome);
        return new BatchOutcome(
            outcome.Imported,
            known + outcome.Known,
            [.. outcome.Refused.Select(refusal => (fresh[refusal.Row].Position, refusal.Error))],
            made,
            outcome.Made);
    }

    private async Task<int> TakeInAsync(IEnumerable<PersonName> people, CancellationToken cancellation)
    {
        var made = 0;
        foreach (var some in people.DistinctBy(person => person.Key).Where(person => !_people.ContainsKey(person.Key))
            .Chunk(ImportPeople.MaxPeople))
        {
            var (userIds, count) = await log.WriteAsync(
                workspaceId, ownerId, transaction => ImportPeople.RunAsync(directory, transaction, some), cancellation).ConfigureAwait(false);
            foreach (var (key, userId) in userIds)
            {
                _people[key] = userId;
            }

            made += count;
        }

        return made;
    }
}
