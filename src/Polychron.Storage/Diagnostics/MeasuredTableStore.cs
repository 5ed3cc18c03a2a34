using System.Diagnostics;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Storage.Diagnostics;

/// <summary>
/// A table store that counts, times and traces its operations. As long as nobody listens it passes them on and does nothing
/// else. Keys and values are never recorded: they are people's data.
/// </summary>
public sealed class MeasuredTableStore(ITableStore inner, StorageMeter meter) : ITableStore
{
    private static readonly KeyValuePair<string, object?> Get = new(StorageMeter.Kind, "get");
    private static readonly KeyValuePair<string, object?> Query = new(StorageMeter.Kind, "query");
    private static readonly KeyValuePair<string, object?> Commit = new(StorageMeter.Kind, "commit");

    /// <inheritdoc />
    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
        meter.WantsTables
            ? MeasureAsync(
                Get,
                table,
                (table, partition, row, cancellation),
                static (store, ask) => store.GetAsync(ask.table, ask.partition, ask.row, ask.cancellation),
                static found => found is null ? 0 : 1)
            : inner.GetAsync(table, partition, row, cancellation);

    /// <inheritdoc />
    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default) =>
        meter.WantsTables
            ? MeasureAsync(
                Query,
                range.Table,
                (range, cancellation),
                static (store, ask) => store.QueryAsync(ask.range, ask.cancellation),
                static page => page.Rows.Count)
            : inner.QueryAsync(range, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default) =>
        meter.WantsTables
            ? MeasureAsync(
                Commit,
                batch.Count == 0 ? "" : batch[0].Table,
                (batch, cancellation),
                static (store, ask) => store.CommitAsync(ask.batch, ask.cancellation),
                static etags => etags.Count)
            : inner.CommitAsync(batch, cancellation);

    private async Task<T> MeasureAsync<T, TAsk>(
        KeyValuePair<string, object?> kind, string table, TAsk ask, Func<ITableStore, TAsk, Task<T>> call, Func<T, int> rows)
    {
        meter.Began(kind);

        // Only within a span: what the server does by itself, day and night, would be a trace each.
        using var activity = Activity.Current is null ? null : Start((string)kind.Value!, table);
        var began = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            var result = await call(inner, ask).ConfigureAwait(false);
            meter.Moved(kind, rows(result));
            return result;
        }
        catch (Exception e)
        {
            error = Failures.Name(e);
            activity?.SetTag(AttributeNames.ErrorType, error);

            // A condition that did not hold is an answer, not a failure of the store.
            activity?.SetStatus(e is RowConflictException ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            meter.Ended(kind, Stopwatch.GetElapsedTime(began), error);
        }
    }

    private Activity? Start(string operation, string table)
    {
        var activity = PolychronTelemetry.Source.StartActivity($"{operation} {table}", ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(AttributeNames.DbSystem, meter.Store);
            activity.SetTag(AttributeNames.DbOperation, operation);
            activity.SetTag(AttributeNames.DbCollection, table);
        }

        return activity;
    }
}
