using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Tests.Support;
using Polychron.Dialects.Writes;
using Polychron.Settings;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Limits;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Tests.Gate;

/// <summary>The gate composed as the app composes it, behind a real server.</summary>
public sealed class ServerTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _client = null!;
    private readonly TestLogger<DialectGate> _log = new();
    private int _begun;
    private int _answered;

    public async Task InitializeAsync()
    {
        var world = await TestWorld.CreateAsync();
        var log = world.Instance();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services
            .AddPolychronDialects(builder.Configuration)
            .AddSingleton<DialectMiddleware>()
            .AddSingleton<IDialect>(new TestDialect { RateLimit = new RateLimitPolicy("t", new RateWindow("hour", 100, 3600)) })
            .AddSingleton<IWorkspaceLog>(log)
            .AddSingleton<IAuthenticator>(new TestAuthenticator(log))
            .AddSingleton<IAllowanceStore>(new MemoryAllowanceStore())
            .AddSingleton<TimeProvider>(world.Time)
            .AddSingleton<ILogger<DialectGate>>(_log);
        _app = builder.Build();
        var middleware = _app.Services.GetRequiredService<DialectMiddleware>();
        var writes = _app.Services.GetRequiredService<WriteRunner>();
        _app.Run(async http =>
        {
            var context = new TestContext("TestFunction", http);
            Interlocked.Increment(ref _begun);
            await middleware.Invoke(context, async _ => context.GetInvocationResult().Value = HttpMethods.IsGet(http.Request.Method)
                ? await ReadRunner.RunAsync(http.Request, caller => new(Reply.Ok(Encoding.UTF8.GetBytes(caller.Member.Name), "\"1\"")))
                : await writes.RunAsync(http.Request, (body, _) => new(Reply.Created(body.Bytes))));
            await ((IResult)context.GetInvocationResult().Value!).ExecuteAsync(http);
            Interlocked.Increment(ref _answered);
        });
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "good-1");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_read_and_its_repetition()
    {
        using var first = await _client.GetAsync("/");
        Assert.Equal("User 1", await first.Content.ReadAsStringAsync());
        Assert.Equal("99", first.Headers.GetValues("X-RateLimit-Remaining").Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("98", second.Headers.GetValues("X-RateLimit-Remaining").Single());
    }

    [Fact]
    public async Task A_write_of_a_body_in_chunks()
    {
        using var content = new PushContent("""{"a":1}""");
        using var response = await _client.PostAsync("/", content);
        Assert.Equal((HttpStatusCode.Created, """{"a":1}"""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_body_in_chunks_that_is_too_large_is_refused_in_the_dialect_s_words()
    {
        using var content = new PushContent(new string(' ', 1024 * 1024 + 1));
        using var response = await _client.PostAsync("/", content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.StartsWith("PayloadTooLarge|", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_amid_its_body_is_not_an_error_and_the_server_goes_on()
    {
        for (var i = 0; i < 5; i++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(_app.Urls.Single()).Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                "POST / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good-1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\""));

            // Not before the server has seen the request.
            await UntilAsync(() => Volatile.Read(ref _begun) > i);
            socket.LingerState = new LingerOption(true, 0);
        }

        await UntilAsync(() => Volatile.Read(ref _answered) >= 5);
        Assert.Equal(5, Volatile.Read(ref _answered));
        using var response = await _client.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(_log.Lines, line => line.Level == LogLevel.Error);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++)
        {
            await Task.Delay(10);
        }
    }

    [Fact]
    public void Settings_are_checked_at_the_start()
    {
        Assert.Equal(new DialectOptions(), DialectOptions.Read(new ConfigurationManager()));
        Assert.False(DialectOptions.Read(Settings("Polychron:RateLimits:Enabled", "false")).IsRateLimited);
        Assert.Equal(2048, DialectOptions.Read(Settings("Polychron:Requests:MaxBodyBytes", "2048")).MaxBodyBytes);
        Assert.Throws<SettingException>(() => DialectOptions.Read(Settings("Polychron:Requests:MaxBodyBytes", "12")));
        Assert.Throws<SettingException>(() => DialectOptions.Read(Settings("Polychron:RateLimits:Enabled", "maybe")));

        static ConfigurationManager Settings(string name, string value)
        {
            var settings = new ConfigurationManager();
            settings[name] = value;
            return settings;
        }
    }

    /// <summary>Content of a length that is not known before it was sent.</summary>
    private sealed class PushContent : HttpContent
    {
        private readonly string _text;

        public PushContent(string text)
        {
            _text = text;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            stream.WriteAsync(Encoding.UTF8.GetBytes(_text)).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
