using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Polychron.Testing.App.Telemetry;
using Polychron.Testing.Telemetry;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Operator.Tests.Telemetry;

/// <summary>What a request leaves behind: a measurement, a line, a span.</summary>
public sealed class RequestTests(TelemetryApp app) : IClassFixture<TelemetryApp>
{
    private const string Api = "/timing/api/v1";
    private const string Secret = "confidential";

    [Fact]
    public async Task A_request_is_measured_by_dialect_operation_and_status()
    {
        using var measurements = new Measurements(app.Meters);
        await SendAsync("POST", $"{Api}/projects", "{\"title\":\"One\"}");
        await SendAsync("GET", $"{Api}/projects?title={Secret}");
        await SendAsync("POST", $"{Api}/projects", "{");
        await SendAsync("GET", "/healthz", token: null);

        // They are taken when the response has been sent, which may be a moment after it has come.
        await WaitAsync(() => measurements.Of(InstrumentNames.RequestDuration).Count == 4);
        Assert.Equal(
            ["none Health 200", "timing TimingCreateProject 201", "timing TimingCreateProject 400", "timing TimingListProjects 200"],
            measurements.Of(InstrumentNames.RequestDuration)
                .Select(duration => $"{duration[AttributeNames.Dialect]} {duration[AttributeNames.Operation]} {duration[AttributeNames.HttpStatus]}")
                .Order(StringComparer.Ordinal));
        Assert.All(measurements.Of(InstrumentNames.RequestDuration), duration => Assert.Equal(3, duration.Tags.Count));
    }

    [Fact]
    public async Task A_request_is_a_line_with_its_id_workspace_and_record_and_without_its_query()
    {
        var (id, _) = await SendAsync("POST", $"{Api}/projects?q={Secret}", $"{{\"title\":\"{Secret}\"}}");
        var wrote = await LineAsync(id);
        Assert.Equal(("POST", "201", "TimingCreateProject", "timing"), (wrote["Method"], wrote["Status"], wrote["Function"], wrote["Dialect"]));
        Assert.Equal("3", wrote["WorkspaceId"]);
        Assert.True(long.Parse(wrote["Sequence"]) > 2);
        Assert.Matches($@"^POST {Api}/projects 201 \d+\.\d ms {id} TimingCreateProject timing workspace 3 record \d+$", wrote.Text);

        var read = await LineAsync((await SendAsync("GET", $"{Api}/projects?q={Secret}")).Id);
        Assert.Equal(("3", ""), (read["WorkspaceId"], read["Sequence"]));
        var refused = await LineAsync((await SendAsync("GET", $"{Api}/projects?q={Secret}", token: Secret)).Id);
        Assert.Equal(("401", "", ""), (refused["Status"], refused["WorkspaceId"], refused["Sequence"]));
        Assert.All([wrote, read, refused], line => Assert.DoesNotContain(Secret, line.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/x%0A%0DERROR%20forged%1B[2J")]
    [InlineData("")]
    public async Task A_path_cannot_forge_a_line_or_make_it_long(string end)
    {
        var (id, _) = await SendAsync("GET", $"/timing/{new string('a', 600)}{end}");
        var line = await LineAsync(id);

        Assert.DoesNotContain(line.Text, char.IsControl);
        Assert.InRange(line.Text.Length, 512, 680);
    }

    [Fact]
    public async Task A_repeated_reply_wrote_nothing()
    {
        var key = Guid.NewGuid().ToString();
        var (first, _) = await SendAsync("POST", $"{Api}/projects", "{\"title\":\"Once\"}", idempotencyKey: key);
        var (again, _) = await SendAsync("POST", $"{Api}/projects", "{\"title\":\"Once\"}", idempotencyKey: key);

        Assert.NotEqual("", (await LineAsync(first))["Sequence"]);
        Assert.Equal("", (await LineAsync(again))["Sequence"]);
    }

    [Fact]
    public async Task A_request_is_a_span_of_its_callers_trace_with_its_storage_operations_below()
    {
        using var spans = new Spans();
        await SendAsync("POST", $"{Api}/projects?q={Secret}", $"{{\"title\":\"{Secret}\"}}", trace: spans.TraceParent);
        await WaitAsync(() => spans.Ended.Any(span => span.Kind == ActivityKind.Server));

        var request = Assert.Single(spans.Ended, span => span.Kind == ActivityKind.Server);
        Assert.Equal($"POST {Api[1..]}/projects", request.DisplayName);
        Assert.Equal(spans.Parent, request.ParentSpanId);
        Assert.Equal(
            ("POST", $"{Api[1..]}/projects", 201),
            (request.GetTagItem(AttributeNames.HttpMethod), request.GetTagItem(AttributeNames.HttpRoute), request.GetTagItem(AttributeNames.HttpStatus)));
        Assert.Equal(3L, request.GetTagItem(AttributeNames.Workspace));
        var commit = Assert.Single(spans.Ended, span => span.DisplayName == "commit");
        Assert.Equal(request.SpanId, commit.ParentSpanId);
        Assert.Equal(request.GetTagItem(AttributeNames.Sequence), commit.GetTagItem(AttributeNames.Sequence));
        Assert.Contains(spans.Ended, span => span.DisplayName == "commit workspaces" && span.ParentSpanId == commit.SpanId);
        Assert.DoesNotContain(
            spans.Ended.SelectMany(span => span.TagObjects),
            tag => tag.Value?.ToString()?.Contains(Secret, StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("/healthz", ActivityStatusCode.Unset)]
    [InlineData("/timing/api/v1/time-entries/999", ActivityStatusCode.Unset)]
    public async Task What_the_caller_did_wrong_is_no_error_of_ours(string path, ActivityStatusCode status)
    {
        using var spans = new Spans();
        await SendAsync("GET", path, trace: spans.TraceParent);
        await WaitAsync(() => spans.Ended.Any(span => span.Kind == ActivityKind.Server));

        Assert.Equal(status, spans.Ended.Single(span => span.Kind == ActivityKind.Server).Status);
    }

    [Fact]
    public async Task A_traceparent_that_is_none_begins_a_trace_of_its_own()
    {
        using var spans = new Spans();
        var (id, status) = await SendAsync("GET", "/healthz", trace: "00-not-a-trace-01");

        Assert.Equal(200, status);
        Assert.NotEmpty(id);
        Assert.Empty(spans.Ended);
    }

    private async Task<LogLine> LineAsync(string requestId)
    {
        await WaitAsync(() => app.Lines.Of("Polychron.Requests").Any(line => line["RequestId"] == requestId));
        return app.Lines.Of("Polychron.Requests").Single(line => line["RequestId"] == requestId);
    }

    private async Task<(string Id, int Status)> SendAsync(
        string method, string path, string? body = null, string? token = OperatorApp.OwnerToken, string? trace = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in new[] { ("traceparent", trace), ("Idempotency-Key", idempotencyKey) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        // .NET's client would send a traceparent of its own.
        Activity.Current = null;
        using var response = await app.Http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return (response.Headers.GetValues("X-Request-Id").Single(), (int)response.StatusCode);
    }

    internal static async Task WaitAsync(Func<bool> holds)
    {
        var waiting = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(30), "It did not come.");
            await Task.Delay(10);
        }
    }
}
