using System.Diagnostics;
using Polychron.Storage.Diagnostics;
using Polychron.Testing.Storage;
using Polychron.Testing.Telemetry;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Storage.Tests.Diagnostics;

public sealed class MeasuredTableStoreTests : IDisposable
{
    private readonly Meters _meters = new();
    private readonly MeasuredTableStore _store;

    public MeasuredTableStoreTests() =>
        _store = new MeasuredTableStore(new InMemoryTableStore(), new StorageMeter(_meters, StorageMeter.Sqlite));

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task It_counts_operations_and_rows_by_kind_while_somebody_listens()
    {
        using var measurements = new Measurements(_meters);
        await UseAsync();

        Assert.Equal(["commit 2", "get 2", "query 1"], ByKind(StorageMeter.Operations));
        Assert.Equal(["commit 2", "get 1", "query 2"], ByKind(StorageMeter.Rows));
        var durations = measurements.Of(InstrumentNames.TableDuration);
        Assert.Equal(5, durations.Count);
        Assert.All(durations, duration => Assert.True(duration.Value >= 0 && duration[AttributeNames.DbSystem] == "sqlite"));
        Assert.Equal("commit", Assert.Single(durations, duration => duration[AttributeNames.ErrorType] == "conflict")[StorageMeter.Kind]);

        // The keys and values are people's data.
        Assert.All(durations, duration => Assert.True(duration.Tags.Count <= 3));

        IEnumerable<string> ByKind(string name) => measurements.Of(name)
            .GroupBy(measured => measured[StorageMeter.Kind])
            .Select(kind => $"{kind.Key} {kind.Sum(measured => measured.Value)}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task It_traces_what_is_done_within_a_span_and_nothing_else()
    {
        using var spans = new Spans();
        await UseAsync();
        Assert.Empty(spans.Ended);

        using (var parent = new Activity("test").SetParentId(spans.Trace, spans.Parent, ActivityTraceFlags.Recorded).Start())
        {
            Assert.Null(await _store.GetAsync("rows", "p", "z"));
            await Assert.ThrowsAsync<RowConflictException>(() => _store.CommitAsync([new(RowAction.Insert, "rows", "p", "a")]));
            Assert.Same(parent, Activity.Current);
        }

        Assert.Equal(["get rows", "commit rows"], spans.Ended.Select(span => span.DisplayName));
        Assert.All(spans.Ended, span => Assert.Equal(ActivityKind.Client, span.Kind));
        Assert.Equal("conflict", spans.Ended[1].GetTagItem(AttributeNames.ErrorType));
    }

    private async Task UseAsync()
    {
        await _store.CommitAsync([new(RowAction.Insert, "rows", "p", "a"), new(RowAction.Insert, "rows", "p", "b")]);
        await Assert.ThrowsAsync<RowConflictException>(() => _store.CommitAsync([new(RowAction.Insert, "rows", "p", "a")]));
        Assert.NotNull(await _store.GetAsync("rows", "p", "a"));
        Assert.Null(await _store.GetAsync("rows", "p", "z"));
        Assert.Equal(2, (await _store.QueryAsync(new RowRange("rows", "p", "", "z"))).Rows.Count);
    }
}
