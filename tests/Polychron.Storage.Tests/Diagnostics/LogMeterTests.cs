using System.Diagnostics;
using Polychron.Storage.Diagnostics;
using Polychron.Storage.Log;
using Polychron.Storage.Tests.Logs;
using Polychron.Testing;
using Polychron.Testing.Storage;
using Polychron.Testing.Telemetry;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Storage.Tests.Diagnostics;

public sealed class LogMeterTests : IDisposable
{
    private readonly Meters _meters = new();
    private readonly InMemoryTableStore _store = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Commits_and_their_records_are_counted()
    {
        using var measurements = new Measurements(_meters);
        var log = Instance();
        await LogWorld.SeedAsync(log);
        await LogWorld.CreateAsync(log, 2, 10);
        await LogWorld.CreateAsync(log, 2, 80);

        Assert.Equal(3, measurements.Sum(InstrumentNames.LogCommits));
        Assert.Equal(await log.ReadSequenceAsync(LogWorld.WorkspaceId), measurements.Sum(InstrumentNames.LogRecords));
        Assert.Equal(0, measurements.Sum(InstrumentNames.LogConflicts));
    }

    [Fact]
    public async Task A_commit_that_another_instances_came_before_is_a_conflict_and_counts_once()
    {
        using var measurements = new Measurements(_meters);
        var mine = Instance();
        await LogWorld.SeedAsync(mine);
        await LogWorld.CreateAsync(LogWorld.Instance(_store), 3, 10);
        await LogWorld.CreateAsync(mine, 2, 10);

        Assert.Equal(1, measurements.Sum(InstrumentNames.LogConflicts));
        Assert.Equal(2, measurements.Sum(InstrumentNames.LogCommits));
    }

    [Fact]
    public async Task A_commit_is_in_the_trace_of_its_write_and_links_to_those_that_share_it()
    {
        using var first = new Spans();
        using var second = new Spans();
        var log = Instance();
        await LogWorld.SeedAsync(log);

        // The first write holds the turn until the other two wait behind it, so that those share a commit.
        var turn = new TaskCompletionSource();
        var holding = log.WriteAsync(LogWorld.WorkspaceId, 1, async _ =>
        {
            await turn.Task;
            return true;
        });
        var one = WriteAsync(first, 2);
        var other = WriteAsync(second, 3);
        turn.SetResult();
        await Task.WhenAll(holding, one, other);

        var commit = Assert.Single(first.Ended, span => span.DisplayName == "commit");
        Assert.Equal(second.Trace, Assert.Single(commit.Links).Context.TraceId);
        Assert.Equal(LogWorld.WorkspaceId, commit.GetTagItem(AttributeNames.Workspace));
        Assert.Equal(await log.ReadSequenceAsync(LogWorld.WorkspaceId), commit.GetTagItem(AttributeNames.Sequence));

        Task WriteAsync(Spans spans, long user)
        {
            using var request = new Activity("request").SetParentId(spans.Trace, spans.Parent, ActivityTraceFlags.Recorded).Start();
            return LogWorld.CreateAsync(log, user, 10);
        }
    }

    private WorkspaceLog Instance() => new(
        _store, new SystemRandomSource(), new TimeProviderClock(new ManualTime()), new ManualTime(), meter: new LogMeter(_meters));
}
