using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Operator.Health;
using Polychron.Testing.Telemetry;
using Polychron.UseCases.Ports.Health;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Operator.Tests.Telemetry;

/// <summary>How health is told: as gauges, as the line that alerts read, and to the operator.</summary>
public sealed class HealthTests(TelemetryApp app) : IClassFixture<TelemetryApp>
{
    [Fact]
    public async Task The_line_says_what_alerts_read_in_these_words()
    {
        await app.Services.GetRequiredService<HealthReport>().RunAsync(CancellationToken.None);
        var line = app.Lines.Of("Polychron.Health")[^1];

        Assert.Matches(
            @"^Health: poison messages \d+, webhook backlog \d+ records \d+ s old, rollup lag \d+ records \d+ s old, log head [1-9]\d*$", line.Text);
        Assert.Equal(HealthLine.Template, line["{OriginalFormat}"]);
        Assert.Equal("Polychron.Health", HealthLine.Category);
    }

    [Fact]
    public void A_gauge_tells_the_last_measurement()
    {
        using var measurements = new Measurements(app.Meters);
        var gauges = app.Services.GetRequiredService<HealthGauges>();
        gauges.Tell(new ServerHealth
        {
            MeasuredAt = app.Now,
            LogHead = 17,
            Consumers = [new ConsumerLag(ConsumerNames.Webhooks, 3, app.Now - NodaTime.Duration.FromSeconds(40)), new ConsumerLag(ConsumerNames.Rollups, 5, null)],
            Parked = [new ParkedMessages("one", 2), new ParkedMessages("two", 0)],
        });

        Assert.Equal(17, Assert.Single(measurements.Gauge(InstrumentNames.LogHead)).Value);
        Assert.Equal(3, Assert.Single(measurements.Gauge(InstrumentNames.WebhookBacklog)).Value);
        Assert.Equal(40, Assert.Single(measurements.Gauge(InstrumentNames.WebhookBacklogAge)).Value);
        Assert.Equal(5, Assert.Single(measurements.Gauge(InstrumentNames.RollupLag)).Value);
        Assert.Equal(0, Assert.Single(measurements.Gauge(InstrumentNames.RollupLagAge)).Value);
        Assert.Equal(
            ["one 2", "two 0"],
            measurements.Gauge(InstrumentNames.PoisonMessages).Select(queue => $"{queue[AttributeNames.MessagingDestination]} {queue.Value}"));
    }

    [Fact]
    public void A_measurement_that_is_old_is_told_no_more()
    {
        using var meters = new Meters();
        using var measurements = new Measurements(meters);
        var time = new AgingTime();
        var gauges = new HealthGauges(meters, time);
        Assert.Empty(measurements.Gauge(InstrumentNames.WebhookBacklogAge));
        gauges.Tell(new ServerHealth { MeasuredAt = app.Now });
        time.Age = HealthGauges.Lifetime;
        Assert.Single(measurements.Gauge(InstrumentNames.WebhookBacklogAge));

        time.Age += TimeSpan.FromTicks(1);
        Assert.Empty(measurements.Gauge(InstrumentNames.WebhookBacklogAge));
        Assert.Empty(measurements.Gauge(InstrumentNames.PoisonMessages));
    }

    [Fact]
    public async Task The_operator_sees_the_figures_with_what_they_mean_and_nobody_else_does()
    {
        await app.Services.GetRequiredService<IQueueStore>().EnqueueAsync("purge-replies-poison", "900001");
        await app.Services.GetRequiredService<HealthReport>().RunAsync(CancellationToken.None);
        var (status, body) = await app.CallAsync("GET", "/operator/health");

        Assert.Equal(HttpStatusCode.OK, status);
        var figures = body.GetProperty("figures").EnumerateObject().ToDictionary(figure => figure.Name, figure => figure.Value);
        Assert.Equal(
            ["log_head", "poison_messages", "rollup_lag", "rollup_lag_age", "webhook_backlog", "webhook_backlog_age"],
            figures.Keys.Order(StringComparer.Ordinal));
        Assert.All(figures.Values, figure => Assert.True(figure.GetProperty("meaning").GetString()!.Length > 20));
        Assert.Equal(1, figures["poison_messages"].GetProperty("value").GetInt64());
        Assert.Contains(body.GetProperty("poison").EnumerateArray(), queue => queue.GetProperty("queue").GetString() == "purge-replies");
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.CallAsync("GET", "/operator/health", token: null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.CallAsync("GET", "/operator/health", token: OperatorApp.OwnerToken)).Status);
    }

    [Fact]
    public async Task A_measurement_that_is_old_is_made_anew_for_the_operator()
    {
        var store = app.Services.GetRequiredService<IHealthStore>();
        await store.SaveAsync(new ServerHealth { MeasuredAt = app.Now - NodaTime.Duration.FromMinutes(4), LogHead = 1_000_000 });
        var (_, body) = await app.CallAsync("GET", "/operator/health");

        Assert.NotNull(await store.ReadAsync());
        Assert.Equal(app.Now, (await store.ReadAsync())!.MeasuredAt);
        Assert.NotEqual(0, body.GetProperty("figures").GetProperty("log_head").GetProperty("value").GetInt64());
    }

    private sealed class AgingTime : TimeProvider
    {
        public TimeSpan Age { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Age.Ticks;
    }
}
