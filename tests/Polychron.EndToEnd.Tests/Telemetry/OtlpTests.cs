using System.Net;
using System.Text.Json.Nodes;
using Polychron.Testing.Server;
using Polychron.Testing.Telemetry;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.EndToEnd.Tests.Telemetry;

/// <summary>What a collector gets of a real server.</summary>
public class OtlpTests
{
    [Fact]
    public async Task A_server_with_an_endpoint_exports_its_metrics_spans_and_lines()
    {
        using var collector = new OtlpReceiver();
        using var receiver = new HookReceiver();
        await using var installation = await Installation.CreateAsync(
            [.. To(collector), ("OTEL_SERVICE_NAME", "the-name-of-a-test"), ("Polychron__Webhooks__AllowHttp", "true"), ("Polychron__Webhooks__AllowLoopback", "true")]);
        using var owner = installation.Owner();
        using var @operator = installation.Operator();
        var account = (long)(await owner.GetAsync("/timely/1.1/accounts")).Expect(HttpStatusCode.OK).Json[0]!["id"]!;
        (await owner.PostAsync(
            $"/timely/1.1/{account}/webhooks",
            new JsonObject { ["webhook"] = new JsonObject { ["url"] = receiver.Url("/it"), ["subscriptions"] = new JsonArray("hours:created") } }))
            .Expect(HttpStatusCode.Created);
        (await owner.PostAsync(
            $"{Installation.Timing}/time-entries",
            new JsonObject { ["start_date"] = "2024-05-15T09:00:00Z", ["end_date"] = "2024-05-15T10:00:00Z" })).Expect(HttpStatusCode.Created);
        (await @operator.GetAsync("/operator/health")).Expect(HttpStatusCode.OK);
        await Eventually.IsAsync(() => receiver.Received.Count > 0 && collector.Text("/v1/metrics").Contains(InstrumentNames.Deliveries, StringComparison.Ordinal));

        // What is measured last is sent when the server stops.
        (await owner.GetAsync($"{Installation.Timing}/projects")).Expect(HttpStatusCode.OK);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(0, await installation.Server.TerminateAsync());
        }

        Assert.Superset(new HashSet<string> { "/v1/logs", "/v1/metrics", "/v1/traces" }, collector.Paths.ToHashSet());
        Assert.All(
            [
                InstrumentNames.RequestDuration, InstrumentNames.TableDuration, InstrumentNames.TableOperations, InstrumentNames.TableRows,
                InstrumentNames.QueueDuration, InstrumentNames.LogCommits, InstrumentNames.LogRecords, InstrumentNames.LogHead,
                InstrumentNames.WebhookBacklog, InstrumentNames.WebhookBacklogAge, InstrumentNames.Deliveries, InstrumentNames.DeliveryDuration,
                InstrumentNames.RollupLag, InstrumentNames.RollupLagAge, InstrumentNames.PoisonMessages,
                "kestrel.active_connections", "dotnet.gc.collections", "the-name-of-a-test", "TimelyCreateWebhook",
            ],
            name => Assert.Contains(name, collector.Text("/v1/metrics"), StringComparison.Ordinal));
        Assert.Contains($"POST {Installation.Timing[1..]}/time-entries", collector.Text("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("process WebhooksDeliver", collector.Text("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("Polychron.Requests", collector.Text("/v1/logs"), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_an_endpoint_or_turned_off_nothing_of_the_exporter_is_even_loaded(bool isTurnedOff)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc, which only Linux has.");
        using var collector = new OtlpReceiver();
        await using var installation = await Installation.CreateAsync(
            isTurnedOff ? [.. To(collector), ("OTEL_SDK_DISABLED", "true")] : [("OTEL_SERVICE_NAME", "polychron")]);
        using var owner = installation.Owner();
        (await owner.GetAsync($"{Installation.Timing}/projects")).Expect(HttpStatusCode.OK);
        var loaded = await File.ReadAllTextAsync($"/proc/{installation.Server.Id}/maps");

        Assert.Contains("Polychron.Storage.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
        Assert.Empty(collector.Paths);
    }

    [Fact]
    public async Task A_collector_that_is_not_there_holds_nothing_up()
    {
        string address;
        using (var gone = new OtlpReceiver())
        {
            address = gone.Address;
        }

        await using var installation = await Installation.CreateAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "200"));
        using var owner = installation.Owner();
        (await owner.GetAsync($"{Installation.Timing}/projects")).Expect(HttpStatusCode.OK);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(0, await installation.Server.TerminateAsync());
        }
    }

    internal static (string Name, string? Value)[] To(OtlpReceiver collector) =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
        ("OTEL_BSP_SCHEDULE_DELAY", "200"),
        ("OTEL_BLRP_SCHEDULE_DELAY", "200"),
    ];
}
