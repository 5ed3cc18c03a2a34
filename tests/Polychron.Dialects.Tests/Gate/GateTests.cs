using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Cors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Tests.Support;
using Polychron.Domain.Errors;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Dialects.Tests.Gate;

public sealed class GateTests
{
    private static readonly RateLimitPolicy Three = new("test", new RateWindow("hour", 3, 3600));

    [Fact]
    public async Task The_function_finds_its_caller()
    {
        var gate = await Stand.CreateAsync();
        long? caller = null;
        var http = await gate.SendAsync(context => caller = context.GetHttpContext()!.Request.GetCaller().UserId);
        Assert.Equal(1, caller);
        Assert.Equal(200, http.Response.StatusCode);
        Assert.Equal("invocation-1", http.Response.Headers["X-Request-Id"]);
        Assert.Equal("no-cache, private", http.Response.Headers.CacheControl);
        Assert.Null(gate.Authenticator.WorkspaceId);
    }

    [Fact]
    public async Task The_workspace_that_the_request_names_is_asked_for()
    {
        var gate = await Stand.CreateAsync();
        await gate.SendAsync(headers: ("X-Workspace-Id", "7"));
        Assert.Equal(7, gate.Authenticator.WorkspaceId);
        var http = await gate.SendAsync(headers: ("X-Workspace-Id", "seven"));
        Assert.Equal("BadRequest|X-Workspace-Id is a number.|", TestRequest.Sent(http));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("bad")]
    public async Task Without_a_good_token_the_function_does_not_run(string? token)
    {
        var gate = await Stand.CreateAsync();
        var http = await gate.SendAsync(_ => throw new InvalidOperationException("It ran."), token: token);
        Assert.Equal((401, "Unauthenticated|Unauthenticated.|"), (http.Response.StatusCode, TestRequest.Sent(http)));
        Assert.Empty(gate.Log.Lines);
    }

    public static TheoryData<Exception, int, string> Refusals => new()
    {
        { new RequestException(RequestErrorKind.MethodNotAllowed, "No."), 405, "MethodNotAllowed|No.|" },
        { RequestException.Invalid("a", "A."), 422, "Invalid|A.|a" },
        { DomainException.NotFound("Project"), 404, "NotFound|Project not found.|" },
        { DomainException.Invalid("start", "Wrong."), 422, "Invalid|Wrong.|start" },
        { DomainException.Forbidden("No."), 403, "Forbidden|No.|" },
        { DomainException.BillingReadOnly(), 403, "BillingReadOnly|This workspace is read-only until its billing is settled; reads still work.|" },
        { DomainException.Conflict("name", "Taken."), 409, "Conflict|Taken.|name" },
        { DomainException.PreconditionFailed(), 412, "PreconditionFailed|It has changed since you read it; read it again and repeat your change.|" },
        { DomainException.TooLarge("Too much."), 413, "PayloadTooLarge|Too much.|" },
        { new AccessException(AccessRefusal.NoWorkspace), 403, "NotMember|Your user is not a member of this workspace.|" },
        { new BadHttpRequestException("Kestrel's words", 413), 413, "PayloadTooLarge|The request body is too large.|" },
        { new BadHttpRequestException("Kestrel's words", 408), 400, "BadRequest|The request body came too slowly.|" },
        { new BadHttpRequestException("Kestrel's words"), 400, "BadRequest|The request is malformed.|" },
        { new TargetInvocationException(new AggregateException(DomainException.NotFound("Entry"))), 404, "NotFound|Entry not found.|" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_is_said_in_the_dialect_s_words_and_is_not_an_error_of_ours(Exception thrown, int status, string body)
    {
        var gate = await Stand.CreateAsync();
        var http = await gate.SendAsync(_ => throw thrown);
        Assert.Equal((status, body), (http.Response.StatusCode, TestRequest.Sent(http)));
        Assert.Empty(gate.Log.Lines);
    }

    [Fact]
    public void Every_kind_of_domain_error_has_its_kind_here() => Assert.All(
        Enum.GetValues<DomainErrorKind>(),
        kind =>
        {
            var thrown = (DomainException)Activator.CreateInstance(
                typeof(DomainException), BindingFlags.NonPublic | BindingFlags.Instance, null, [kind, "m", Array.Empty<FieldError>()], null)!;
            Assert.NotEqual(RequestErrorKind.Internal, ErrorMap.Find(thrown)!.Kind);
        });

    [Fact]
    public async Task A_bug_answers_500_with_an_id_that_is_in_the_log_and_says_nothing_of_itself()
    {
        var gate = await Stand.CreateAsync();
        var bug = new FormatException("secret of the inside");
        var http = await gate.SendAsync(_ => throw bug);
        Assert.Equal(500, http.Response.StatusCode);
        Assert.Contains("invocation-1", TestRequest.Sent(http), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", TestRequest.Sent(http), StringComparison.Ordinal);
        var line = Assert.Single(gate.Log.Lines);
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.Same(bug, line.Exception);
        Assert.Contains("invocation-1", line.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_away_answers_503_with_a_time_to_come_again()
    {
        var gate = await Stand.CreateAsync();
        var http = await gate.SendAsync(_ => throw new StorageUnavailableException("connection string"));
        Assert.Equal((503, "5"), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));
        Assert.DoesNotContain("connection", TestRequest.Sent(http), StringComparison.Ordinal);
        Assert.Equal(LogLevel.Warning, Assert.Single(gate.Log.Lines).Level);

        gate.Authenticator.Throws = new StorageUnavailableException("x");
        Assert.Equal(503, (await gate.SendAsync()).Response.StatusCode);
    }

    [Fact]
    public async Task A_client_that_has_gone_is_no_error()
    {
        foreach (var thrown in new Exception[] { new OperationCanceledException(), new IOException("reset") })
        {
            var gate = await Stand.CreateAsync();
            var http = await gate.SendAsync(context =>
            {
                context.GetHttpContext()!.Abort();
                throw thrown;
            });
            Assert.Equal(499, http.Response.StatusCode);
            Assert.Empty(gate.Log.Lines);
        }
    }

    [Fact]
    public async Task A_stop_of_the_host_asks_to_come_again_and_a_timeout_of_ours_is_a_bug()
    {
        var gate = await Stand.CreateAsync();
        Assert.Equal(500, (await gate.SendAsync(_ => throw new OperationCanceledException())).Response.StatusCode);
        var http = await gate.SendAsync(_ => throw new OperationCanceledException(), isStopping: true);
        Assert.Equal((503, "5"), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));
    }

    [Fact]
    public async Task Half_a_response_is_broken_off()
    {
        var gate = await Stand.CreateAsync();
        var http = TestRequest.Make("GET", "/", null, ("Authorization", "Bearer good-1"));
        var started = new StartedResponse();
        http.Features.Set<IHttpResponseFeature>(started);
        await gate.PassAsync(http, "TestGet", _ => throw new FormatException());
        Assert.True(http.RequestAborted.IsCancellationRequested);
        Assert.Equal(200, started.StatusCode);
        Assert.Single(gate.Log.Lines);
    }

    [Fact]
    public async Task A_dialect_that_cannot_render_its_error_still_answers()
    {
        var gate = await Stand.CreateAsync(new TestDialect { Render = _ => throw new FormatException("render") });
        var http = await gate.SendAsync(_ => throw DomainException.NotFound("Project"));
        Assert.Equal((404, """{"message":"Project not found."}"""), (http.Response.StatusCode, TestRequest.Sent(http)));
        Assert.Single(gate.Log.Lines);
    }

    [Theory]
    [InlineData("Healthz")]
    [InlineData("Testing")]
    public async Task A_function_of_no_dialect_passes_and_its_bugs_are_plain(string function)
    {
        var gate = await Stand.CreateAsync();
        var http = await gate.SendAsync(function: function, token: null);
        Assert.Equal(200, http.Response.StatusCode);
        Assert.False(http.Response.Headers.ContainsKey("Cache-Control"));
        http = await gate.SendAsync(_ => throw new FormatException("secret"), function: function, token: null);
        Assert.Equal(500, http.Response.StatusCode);
        Assert.Contains("\"error_id\":\"invocation-1\"", TestRequest.Sent(http), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", TestRequest.Sent(http), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_http_is_left_to_the_host()
    {
        var gate = await Stand.CreateAsync();
        await Assert.ThrowsAsync<FormatException>(
            () => gate.Middleware.Invoke(new TestContext("TestPump"), _ => throw new FormatException()));
    }

    [Fact]
    public async Task An_anonymous_function_has_no_caller_and_its_dialect_may_refuse()
    {
        var gate = await Stand.CreateAsync();
        var http = await gate.SendAsync(context => context.GetHttpContext()!.Request.GetCaller(), function: "TestOpen", token: null);
        Assert.Equal(500, http.Response.StatusCode);
        Assert.IsType<InvalidOperationException>(Assert.Single(gate.Log.Lines).Exception);

        gate = await Stand.CreateAsync(new TestDialect
        {
            Admit = _ => throw new RequestException(RequestErrorKind.Unauthenticated, "Show the key."),
        });
        http = await gate.SendAsync(function: "TestOpen", token: null);
        Assert.Equal((401, "Unauthenticated|Show the key.|"), (http.Response.StatusCode, TestRequest.Sent(http)));
    }

    [Fact]
    public async Task The_allowance_is_on_every_response_and_ends_in_429()
    {
        var gate = await Stand.CreateAsync(new TestDialect { RateLimit = Three });
        var http = await gate.SendAsync(_ => throw DomainException.NotFound("Entry"));
        Assert.Equal(("3", "2"), Allowance(http));
        await gate.SendAsync();
        Assert.Equal(("3", "0"), Allowance(await gate.SendAsync()));
        http = await gate.SendAsync(_ => throw new InvalidOperationException("It ran."));
        Assert.Equal((429, "TooManyRequests|Too many requests.|"), (http.Response.StatusCode, TestRequest.Sent(http)));
        Assert.Equal(("3", "0"), Allowance(http));
        Assert.Equal("3600", http.Response.Headers.RetryAfter);
        Assert.Equal(("3", "2"), Allowance(await gate.SendAsync(token: "good-2")));
    }

    [Fact]
    public async Task Failed_logins_are_counted_by_address_and_spare_good_ones()
    {
        var gate = await Stand.CreateAsync(new TestDialect { RateLimit = Three });
        for (var i = 0; i < 3; i++)
        {
            var http = await gate.SendAsync(token: "bad");
            Assert.Equal((401, ("3", (2 - i).ToString())), (http.Response.StatusCode, Allowance(http)));
        }

        Assert.Equal(429, (await gate.SendAsync(token: "bad")).Response.StatusCode);
        Assert.Equal(429, (await gate.SendAsync(token: null)).Response.StatusCode);
        Assert.Equal(401, (await gate.SendAsync(token: "bad", address: "192.0.2.9")).Response.StatusCode);
        Assert.Equal(200, (await gate.SendAsync()).Response.StatusCode);
    }

    [Fact]
    public async Task Anonymous_functions_are_counted_by_address()
    {
        var gate = await Stand.CreateAsync(new TestDialect { RateLimit = Three });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await gate.SendAsync(function: "TestOpen", token: null)).Response.StatusCode);
        }

        Assert.Equal(429, (await gate.SendAsync(function: "TestOpen", token: null)).Response.StatusCode);
    }

    [Fact]
    public async Task Switched_off_there_is_no_limit_and_no_header()
    {
        var gate = await Stand.CreateAsync(new TestDialect { RateLimit = Three }, new DialectOptions(IsRateLimited: false));
        for (var i = 0; i < 10; i++)
        {
            var http = await gate.SendAsync(token: i % 2 == 0 ? "good-1" : "bad");
            Assert.Equal(i % 2 == 0 ? 200 : 401, http.Response.StatusCode);
            Assert.False(http.Response.Headers.ContainsKey("X-RateLimit-Limit"));
        }
    }

    [Fact]
    public void Two_dialects_cannot_have_one_prefix_and_the_longest_wins()
    {
        Assert.Throws<InvalidOperationException>(() => new DialectTable([new TestDialect(), new TestDialect()]));
        var table = new DialectTable([new TestDialect("Time"), new TestDialect("TimeAdmin"), new TestDialect("Timely")]);
        Assert.Equal("TimeAdmin", table.Find("TimeAdminUsers").Dialect!.FunctionPrefix);
        Assert.Equal("Time", table.Find("TimeEntries").Dialect!.FunctionPrefix);
        Assert.Equal("Timely", table.Find("TimelyEvents").Dialect!.FunctionPrefix);
        Assert.Null(table.Find("Timekeeper").Dialect);
        Assert.Null(table.Find("timeEntries").Dialect);
        Assert.True(table.Find("TimeOpen").IsAnonymous);
        Assert.Same(table.Find("TimeOpen"), table.Find("TimeOpen"));
    }

    private static (string, string) Allowance(HttpContext http) =>
        (http.Response.Headers["X-RateLimit-Limit"].ToString(), http.Response.Headers["X-RateLimit-Remaining"].ToString());

    private sealed class StartedResponse : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }

    private sealed class Stand(TestAuthenticator authenticator, DialectMiddleware middleware, TestLogger<DialectGate> log)
    {
        public TestAuthenticator Authenticator { get; } = authenticator;

        public DialectMiddleware Middleware { get; } = middleware;

        public TestLogger<DialectGate> Log { get; } = log;

        public static async Task<Stand> CreateAsync(TestDialect? dialect = null, DialectOptions? options = null)
        {
            var world = await TestWorld.CreateAsync();
            var authenticator = new TestAuthenticator(world.Instance());
            var time = new SteppedTime();
            var limiter = new RateLimiter(new MemoryAllowanceStore(), time, options ?? new DialectOptions(), new TestLogger<RateLimiter>());
            var log = new TestLogger<DialectGate>();
            var gate = new DialectGate(
                new DialectTable([dialect ?? new TestDialect()]), new Admission(authenticator, limiter, new AddressLimiter(time)),
                new CrossOriginGate(AllowedOrigins.None, []),
                new RequestMeter(null, NullLoggerFactory.Instance, time),
                log);
            return new Stand(authenticator, new DialectMiddleware(gate), log);
        }

        public async Task<HttpContext> SendAsync(
            Action<FunctionContext>? work = null,
            string function = "TestGet",
            string? token = "good-1",
            bool isStopping = false,
            string address = "192.0.2.1",
            params (string Name, string Value)[] headers)
        {
            var http = TestRequest.Make("GET", "/", null, token is null ? headers : [("Authorization", $"Bearer {token}"), .. headers]);
            http.Connection.RemoteIpAddress = IPAddress.Parse(address);
            await PassAsync(
                http,
                function,
                context =>
                {
                    work?.Invoke(context);
                    context.GetInvocationResult().Value = new BytesResult(200, Encoding.UTF8.GetBytes("ok"));
                    return Task.CompletedTask;
                },
                new CancellationToken(isStopping));
            return http;
        }

        public async Task PassAsync(
            HttpContext http, string function, FunctionExecutionDelegate next, CancellationToken cancellation = default)
        {
            var context = new TestContext(function, http, cancellation);
            await Middleware.Invoke(context, next);
            await Assert.IsType<IResult>(context.GetInvocationResult().Value, exactMatch: false).ExecuteAsync(http);
        }
    }
}
