using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Tests.Support;

namespace Polychron.EmbeddedHost.Tests.Http;

public sealed class FailingFunctions
{
    [Function("Throws")]
    public Task<IResult> Throws([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws/{how}")] HttpRequest request, string how) => how switch
    {
        "now" => throw new InvalidOperationException("the reason " + request.Method),
        "later" => Later(),
        "result" => Task.FromResult<IResult>(new FailingResult(begin: false)),
        "midway" => Task.FromResult<IResult>(new FailingResult(begin: true)),
        _ => Task.FromResult(Results.Ok()),
    };

    [Function("Reads")]
    public async Task<IResult> Reads([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "reads")] HttpRequest request, CancellationToken cancellation)
    {
        var length = 0L;
        var buffer = new byte[65536];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            length += read;
        }

        return Results.Text($"{length}");
    }

    private static async Task<IResult> Later()
    {
        await Task.Yield();
        throw new FormatException("later");
    }

    private sealed class FailingResult(bool begin) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers["X-Left-Over"] = "yes";
            if (begin)
            {
                // Without a length, so that only the cut shows that something is missing.
                await httpContext.Response.WriteAsync("half");
                await httpContext.Response.Body.FlushAsync();
            }

            throw new InvalidOperationException("in the result");
        }
    }
}

public sealed class FailureTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start([typeof(FailingFunctions)]);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("now", "the reason GET")]
    [InlineData("later", "later")]
    [InlineData("result", "in the result")]
    public async Task What_a_function_throws_is_logged_and_answered_with_the_invocations_id_only(string how, string reason)
    {
        using var response = await app.Client.GetAsync("/throws/" + how);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.False(response.Headers.Contains("X-Left-Over"));
        var body = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain(reason, body, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(body);
        var id = json.RootElement.GetProperty("invocationId").GetString()!;
        Assert.True(Guid.TryParse(id, out _));
        var logged = Assert.Single(app.Log.Of("Polychron.Functions"));
        Assert.Equal((LogLevel.Error, reason), (logged.Level, logged.Error!.Message));
        Assert.Contains(id, logged.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_that_failed_midway_is_cut_off_instead_of_passing_for_whole()
    {
        var error = await Record.ExceptionAsync(() => app.Client.GetStringAsync("/throws/midway"));

        Assert.IsType<HttpRequestException>(error);
        Assert.Single(app.Log.Of("Polychron.Functions"));
    }

    [Theory]
    [InlineData(1024 * 1024, false, HttpStatusCode.OK)]
    [InlineData(1024 * 1024, true, HttpStatusCode.OK)]
    [InlineData(1024 * 1024 + 64 * 1024, false, HttpStatusCode.OK)]
    [InlineData(1024 * 1024 + 64 * 1024 + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1024 * 1024 + 64 * 1024 + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(4 * 1024 * 1024, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_above_the_backstop_is_refused_by_its_announced_and_by_its_real_length(int bytes, bool chunked, HttpStatusCode expected)
    {
        // Written by hand: a client that is still sending when the answer comes may report a broken pipe instead.
        using var client = await RawClient.ConnectAsync(app);
        var head = $"POST /reads HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{(chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {bytes}")}\r\n\r\n";
        await client.SendAsync(head);
        var response = client.ReadToEndAsync();
        try
        {
            if (chunked)
            {
                await client.SendAsync($"{bytes:x}\r\n");
            }

            await client.SendAsync(new byte[bytes]);
            await client.SendAsync(chunked ? "\r\n0\r\n\r\n" : "");
        }
        catch (IOException) when (expected != HttpStatusCode.OK)
        {
            // The server has closed the connection after its refusal.
        }

        var text = await response;
        Assert.StartsWith($"HTTP/1.1 {(int)expected} ", text, StringComparison.Ordinal);
        Assert.EndsWith(expected == HttpStatusCode.OK ? $"\r\n{bytes}" : """{"message":"The request body is too large."}""", text, StringComparison.Ordinal);
        Assert.Empty(app.Log.Of("Polychron.Functions"));
    }
}
