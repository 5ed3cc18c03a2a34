using Polychron.Import.Formats;
using Polychron.Import.Rows;

namespace Polychron.Import.Run;

/// <summary>Puts batches through and keeps count.</summary>
internal sealed class Progress(ImportFormat format, Header header, IBatchSink sink, IImportObserver observer)
{
    public ImportSummary Summary { get; private set; } = ImportSummary.Zero;

    public async Task TakeAsync(Batch batch, CancellationToken cancellation)
    {
        var outcome = batch.Rows.Count == 0
            ? new BatchOutcome(0, 0, [], 0, ImportSummary.Zero.Made)
            : await sink.TakeAsync(batch.Rows, cancellation).ConfigureAwait(false);
        var rejected = outcome.Refused
            .Select(refusal => new Rejection(batch.Lines[refusal.Row], NameOf(refusal.Error.Field), refusal.Error.Message))
            .Concat(batch.Rejected)
            .OrderBy(rejection => rejection.Line)
            .ToList();
        Summary = new ImportSummary(
            Summary.Rows + batch.Rows.Count + batch.Rejected.Count,
            Summary.Imported + outcome.Imported,
            Summary.Known + outcome.Known,
            Summary.Rejected + rejected.Count,
            Summary.People + outcome.People,
            Summary.Made.Plus(outcome.Made));
        foreach (var rejection in rejected)
        {
            observer.Reject(rejection);
        }

        observer.Advance(Summary);
    }

    private string NameOf(string field) => format.ColumnOf(field) is { } column ? header.NameOf(column) : field;
}
