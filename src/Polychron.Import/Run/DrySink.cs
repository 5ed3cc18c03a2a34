using Polychron.Domain.Errors;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Imports;

namespace Polychron.Import.Run;

/// <summary>Tells of batches what would become of them in a workspace as it is now, and writes nothing.</summary>
internal sealed class DrySink(WorkspacePicture picture, ImportLedger ledger) : IBatchSink
{
    private readonly ImportPreview _preview = new(picture);
    private readonly Dictionary<string, bool> _people = new(StringComparer.Ordinal);

    public Task<BatchOutcome> TakeAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellation)
    {
        var refused = new List<(int, FieldError)>();
        var known = 0;
        var people = 0;
        var before = _preview.Missing;
        for (var i = 0; i < rows.Count; i++)
        {
            if (ledger.Contains(rows[i].Id))
            {
                known++;
                continue;
            }

            if (ImportRules.Check(rows[i]) is { } wrong)
            {
                refused.Add((i, wrong));
                continue;
            }

            _preview.Add(rows[i]);
            if (rows[i].Person is { } person && !_people.ContainsKey(person.Key))
            {
                var isMissing = ImportPeople.Find(picture, person) is null;
                _people.Add(person.Key, isMissing);
                people += isMissing ? 1 : 0;
            }
        }

        var missing = _preview.Missing;
        return Task.FromResult(new BatchOutcome(
            rows.Count - known - refused.Count,
            known,
            refused,
            people,
            new ImportMade(
                missing.Clients - before.Clients,
                missing.Projects - before.Projects,
                missing.Labels - before.Labels,
                missing.Teams - before.Teams)));
    }
}
