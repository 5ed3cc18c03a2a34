using Polychron.Testing.Telemetry;
using Polychron.UseCases.Operations.Health;
using Polychron.UseCases.Ports.Health;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Operator.Tests.Health;

public sealed class MeasureHealthTests : IDisposable
{
    private readonly HealthWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Where_nothing_waits_all_is_0_but_the_head()
    {
        var workspace = (await _world.CreateAsync(1))[0];
        var health = await _world.MeasureAsync();

        Assert.Equal((0L, 0L, 0L, 0L, 0L), Figures(health));
        Assert.Equal(await _world.Log.ReadSequenceAsync(workspace), health.LogHead);
        Assert.Empty(health.Behind);
    }

    [Fact]
    public async Task A_wake_up_that_is_lost_shows_as_an_age_that_grows_until_somebody_reads_the_log()
    {
        var workspace = (await _world.CreateAsync(1))[0];
        await _world.WriteAsync(workspace);
        await _world.WriteAsync(workspace);
        _world.Time.Advance(TimeSpan.FromSeconds(75));
        Assert.Equal((0L, 2L, 75L, 2L, 75L), Figures(await _world.MeasureAsync()));

        // The mark is taken down and the message that it was for is never sent: the instance died in between.
        await _world.SweepAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(10));
        var health = await _world.MeasureAsync();
        Assert.Equal((0L, 2L, 675L, 2L, 675L), Figures(health));
        Assert.Equal([workspace], health.Behind);

        await _world.ReadAllAsync(workspace);
        health = await _world.MeasureAsync();
        Assert.Equal((0L, 0L, 0L, 0L, 0L), Figures(health));
        Assert.Empty(health.Behind);
    }

    [Fact]
    public async Task A_workspace_whose_mark_was_lost_too_is_found_when_its_turn_comes_and_not_forgotten()
    {
        var workspaces = await _world.CreateAsync(MeasureHealth.Turns + 20);
        await _world.WriteAsync(workspaces[^1]);
        _world.Time.Advance(TimeSpan.FromMinutes(2));
        await _world.SweepAsync();

        Assert.Equal(0, (await _world.MeasureAsync()).RecordsOf(ConsumerNames.Rollups));
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(180, (await _world.MeasureAsync()).SecondsOf(ConsumerNames.Rollups));
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(240, (await _world.MeasureAsync()).SecondsOf(ConsumerNames.Rollups));
    }

    [Fact]
    public async Task A_workspace_that_only_a_waiting_message_names_is_looked_at()
    {
        var workspaces = await _world.CreateAsync(MeasureHealth.Turns + 20);
        await _world.WriteAsync(workspaces[^1]);
        _world.Time.Advance(TimeSpan.FromMinutes(2));
        await _world.SweepAsync();
        await _world.WakeAsync(workspaces[^1]);
        await _world.Queues.EnqueueAsync(HealthWorld.Wake, "no number");

        var health = await _world.MeasureAsync();

        Assert.Equal((1, 120), (health.RecordsOf(ConsumerNames.Rollups), health.SecondsOf(ConsumerNames.Rollups)));
    }

    [Fact]
    public async Task What_was_handed_over_and_not_begun_waits_too()
    {
        await _world.CreateAsync(1);
        await _world.Queues.EnqueueAsync(HealthWorld.Handover, "first");
        _world.Time.Advance(TimeSpan.FromSeconds(40));
        await _world.Queues.EnqueueAsync(HealthWorld.Handover, "second");

        Assert.Equal((0L, 2L, 40L, 0L, 0L), Figures(await _world.MeasureAsync()));
    }

    [Fact]
    public async Task Parked_messages_are_counted_by_queue()
    {
        await _world.Queues.EnqueueAsync(HealthWorld.Wake + "-poison", "1");
        await _world.Queues.EnqueueAsync(HealthWorld.Wake + "-poison", "2");
        var health = await _world.MeasureAsync();

        Assert.Equal(2, health.PoisonMessages);
        Assert.Equal([new ParkedMessages(HealthWorld.Handover, 0), new ParkedMessages(HealthWorld.Wake, 2)], health.Parked);
    }

    [Fact]
    public async Task A_measurement_is_kept_for_all_instances_and_one_that_fails_changes_nothing()
    {
        var workspace = (await _world.CreateAsync(1))[0];
        await _world.WriteAsync(workspace);
        _world.Time.Advance(TimeSpan.FromMinutes(2));
        var health = await _world.MeasureAsync();
        _world.Fails = 1;
        await Assert.ThrowsAsync<StorageUnavailableException>(_world.MeasureAsync);
        _world.Fails = 0;

        Assert.Equivalent(health, await _world.Store.ReadAsync(), strict: true);
    }

    [Theory]
    [InlineData(1, 0, 5)]
    [InlineData(20, 0, 24)]
    [InlineData(20, 3, 30)]
    public async Task It_costs_one_point_read_for_each_workspace_and_one_query_for_each_follower_that_is_behind(int workspaces, int behind, int operations)
    {
        // Four, one head for each workspace, and here the followers' checkpoints cost nothing.
        var ids = await _world.CreateAsync(workspaces);
        foreach (var id in ids.Take(behind))
        {
            await _world.WriteAsync(id);
        }

        _world.Time.Advance(TimeSpan.FromMinutes(2));
        using var measurements = new Measurements(_world.Meters);
        await _world.MeasureAsync();

        Assert.Equal(operations, measurements.Sum(InstrumentNames.TableOperations));
    }

    [Fact]
    public async Task However_many_workspaces_have_news_so_many_are_looked_at_and_no_more()
    {
        var health = new ServerHealth
        {
            MeasuredAt = NodaTime.Instant.FromUtc(2024, 3, 1, 0, 0),
            Behind = [.. Enumerable.Range(1_000_000, 3 * MeasureHealth.MaxLooked).Select(id => (long)id)],
        };
        await _world.Store.SaveAsync(health);
        using var measurements = new Measurements(_world.Meters);
        await _world.MeasureAsync();

        Assert.Equal(4 + MeasureHealth.MaxLooked, measurements.Sum(InstrumentNames.TableOperations));
    }

    private static (long Poison, long Webhooks, long WebhookSeconds, long Rollups, long RollupSeconds) Figures(ServerHealth health) => (
        health.PoisonMessages,
        health.RecordsOf(ConsumerNames.Webhooks),
        health.SecondsOf(ConsumerNames.Webhooks),
        health.RecordsOf(ConsumerNames.Rollups),
        health.SecondsOf(ConsumerNames.Rollups));
}
