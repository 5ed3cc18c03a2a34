using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Tests.Support;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.EmbeddedHost.Tests.Timers;

public sealed class TimerTests
{
    private static readonly TimeSpan Minute = TimerRig.Minute;
    private readonly MemoryTableStore tables = new();
    private readonly ManualTime time = TimerRig.NewTime();

    [Fact]
    public async Task A_timer_runs_by_its_schedule_and_is_remembered()
    {
        await using var rig = await TimerRig.Start(typeof(FiveMinutes), time, tables);
        Assert.Empty(rig.Times);
        await rig.Pass(13 * Minute);

        Assert.Equal(["12:05:00", "12:10:00", "12:15:00"], rig.Times);
        Assert.All(rig.Probe.Runs, run => Assert.False(run.IsPastDue));
        Assert.Equal(["0001-01-01 00:00", "2026-03-01 12:05", "2026-03-01 12:10"], rig.Probe.Runs.Select(run => $"{run.Status!.Last:yyyy-MM-dd HH:mm}"));
        Assert.Equal(["2026-03-01 12:05", "2026-03-01 12:10", "2026-03-01 12:15"], rig.Probe.Runs.Select(run => $"{run.Status!.Next:yyyy-MM-dd HH:mm}"));
        var row = await tables.GetAsync("timers", "timers", "FiveMinutes");
        using var json = JsonDocument.Parse(row!.Data);
        Assert.Equal("2026-03-01T12:15:00Z", json.RootElement.GetProperty("Last").GetString());
        Assert.Equal("2026-03-01T12:20:00Z", json.RootElement.GetProperty("Next").GetString());
    }

    [Fact]
    public async Task A_schedule_can_be_a_setting()
    {
        await using var rig = await TimerRig.Start(typeof(Configured), time, tables, null, "--Sweep:Schedule=30 3 * * * *");
        await rig.Pass(2 * Minute);

        Assert.Equal(["12:03:30"], rig.Times);
    }

    [Fact]
    public async Task Occurrences_missed_while_the_host_was_down_are_made_up_for_once()
    {
        await using (await TimerRig.Start(typeof(FiveMinutes), time, tables))
        {
        }

        time.Advance(TimeSpan.FromHours(5));
        await using var rig = await TimerRig.Start(typeof(FiveMinutes), time, tables);
        await Eventually.Holds(() => rig.Probe.Runs.Count == 1, "the missed one is run");
        Assert.True(rig.Probe.Runs.Single().IsPastDue);
        await rig.Pass(8 * Minute);

        Assert.Equal(["17:02:30", "17:05:00", "17:10:00"], rig.Times);
        Assert.Equal([true, false, false], rig.Probe.Runs.Select(run => run.IsPastDue));
    }

    [Fact]
    public async Task Nothing_is_made_up_for_if_nothing_was_missed_or_the_timer_is_not_monitored()
    {
        foreach (var (function, away) in new[] { (typeof(FiveMinutes), Minute), (typeof(Unmonitored), TimeSpan.FromHours(5)) })
        {
            await using (await TimerRig.Start(function, time, tables))
            {
            }

            time.Advance(away);
            await using var rig = await TimerRig.Start(function, time, tables);
            await rig.Pass(Minute / 2);
            Assert.Empty(rig.Times);
        }

        Assert.Null(await tables.GetAsync("timers", "timers", "Unmonitored"));
    }

    [Fact]
    public async Task A_run_that_the_process_did_not_survive_is_made_up_for()
    {
        var rig = await TimerRig.Start(typeof(FiveMinutes), time, tables, cancellation => Task.Delay(Timeout.Infinite, cancellation), "--Polychron:Host:DrainSeconds=0");
        await rig.Pass(3 * Minute);
        Assert.Equal(["12:05:00"], rig.Times);
        await rig.DisposeAsync();

        await using var next = await TimerRig.Start(typeof(FiveMinutes), time, tables);
        await Eventually.Holds(() => next.Probe.Runs.Count == 1, "it is run again");
        Assert.True(next.Probe.Runs.Single().IsPastDue);
    }

    [Fact]
    public async Task A_timer_that_runs_on_startup_does_so_and_a_frequent_one_is_not_monitored()
    {
        await using var rig = await TimerRig.Start(typeof(TenSeconds), time, tables);
        await Eventually.Holds(() => rig.Probe.Runs.Count == 1, "it runs at once");
        await rig.Pass(Minute / 3);

        Assert.Equal(["12:02:30", "12:02:40", "12:02:50"], rig.Times);
        Assert.All(rig.Probe.Runs, run => Assert.Null(run.Status));
        Assert.Equal(0, tables.Commits);
    }

    [Fact]
    public async Task A_timer_never_runs_twice_at_once_and_passes_over_what_came_while_it_ran()
    {
        var gate = new TaskCompletionSource();
        await using var rig = await TimerRig.Start(typeof(FiveMinutes), time, tables, _ => gate.Task);
        await rig.Pass(14 * Minute);
        Assert.Equal(["12:05:00"], rig.Times);
        gate.SetResult();
        await Eventually.Holds(() => time.Waiting == 1, "the run has ended");
        await rig.Pass(5 * Minute);

        Assert.Equal(["12:05:00", "12:20:00"], rig.Times);
        Assert.Equal(1, rig.Probe.MostAtOnce);
    }

    [Fact]
    public async Task A_run_that_fails_is_logged_and_the_next_one_comes()
    {
        await using var rig = await TimerRig.Start(typeof(FiveMinutes), time, tables, _ => throw new InvalidOperationException("always"));
        await rig.Pass(8 * Minute);

        Assert.Equal(["12:05:00", "12:10:00"], rig.Times);
        Assert.Equal(2, rig.App.Log.Of("Polychron.Functions").Count(entry => entry.Level == LogLevel.Error));
    }

    [Fact]
    public async Task A_clock_set_forward_causes_one_run_and_no_storm()
    {
        await using var rig = await TimerRig.Start(typeof(FiveMinutes), time, tables);
        time.SetWallClock(TimeSpan.FromDays(2));
        await rig.Pass(Minute);
        Assert.Equal(["12:02:40"], rig.Times);
        Assert.True(rig.Probe.Runs.Single().IsPastDue);
        await rig.Pass(5 * Minute);

        Assert.Equal(["12:02:40", "12:05:00"], rig.Times);
    }

    [Fact]
    public async Task A_clock_set_back_does_not_stall_the_timer()
    {
        await using var rig = await TimerRig.Start(typeof(FiveMinutes), time, tables);
        await rig.Pass(3 * Minute);
        time.SetWallClock(-TimeSpan.FromHours(3));
        await rig.Pass(10 * Minute);

        Assert.Equal(["12:05:00", "09:10:00", "09:15:00"], rig.Times);
        Assert.All(rig.Probe.Runs, run => Assert.False(run.IsPastDue));
    }

    [Fact]
    public async Task A_clock_corrected_a_little_back_does_not_run_an_occurrence_twice()
    {
        await using var rig = await TimerRig.Start(typeof(FiveMinutes), time, tables);
        await rig.Pass(TimeSpan.FromSeconds(150));
        Assert.Equal(["12:05:00"], rig.Times);
        time.SetWallClock(-TimeSpan.FromSeconds(20));
        await rig.Pass(6 * Minute);

        Assert.Equal(["12:05:00", "12:10:00"], rig.Times);
    }

    [Fact]
    public async Task A_status_from_the_future_or_that_is_nonsense_is_not_believed()
    {
        foreach (var remembered in new[] { """{"Last":"2030-01-01T00:00:00Z","Next":"2030-01-01T00:05:00Z","LastUpdated":"2030-01-01T00:00:01Z"}""", "nonsense" })
        {
            await tables.CommitAsync([new RowWrite(RowAction.Upsert, "timers", "timers", "FiveMinutes", Encoding.UTF8.GetBytes(remembered))]);
            var now = TimerRig.NewTime();
            await using var rig = await TimerRig.Start(typeof(FiveMinutes), now, tables);
            await rig.Pass(3 * Minute);

            Assert.Equal(["12:05:00"], rig.Times);
        }
    }

    [Fact]
    public async Task A_changed_schedule_is_reckoned_from_the_last_time_it_was_remembered()
    {
        await using (await TimerRig.Start(typeof(Configured), time, tables, null, "--Sweep:Schedule=0 0 0 1 1 *"))
        {
        }

        time.Advance(TimeSpan.FromMinutes(5));
        await using var rig = await TimerRig.Start(typeof(Configured), time, tables, null, "--Sweep:Schedule=0 * * * * *");
        await Eventually.Holds(() => rig.Probe.Runs.Count == 1, "the missed one is run");
    }

    [Fact]
    public async Task A_store_that_fails_is_asked_again_and_a_failed_note_stops_nothing()
    {
        tables.Trouble = new StorageUnavailableException("busy");
        await using var rig = await TimerRig.Start(typeof(FiveMinutes), time, tables);
        await rig.Pass(Minute);
        Assert.Contains(rig.App.Log.Of("Polychron.Timers"), entry => entry.Level == LogLevel.Warning);
        tables.Trouble = null;
        await rig.Pass(3 * Minute);
        tables.Trouble = new StorageUnavailableException("busy again");
        await rig.Pass(9 * Minute);

        Assert.Equal(["12:05:00", "12:10:00", "12:15:00"], rig.Times);
    }
}
