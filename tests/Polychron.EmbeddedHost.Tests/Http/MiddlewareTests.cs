using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Polychron.EmbeddedHost.Tests.Support;

namespace Polychron.EmbeddedHost.Tests.Http;

public sealed class Trail
{
    public List<string> Steps { get; } = [];
}

public sealed class ScopedThing
{
    public Guid Id { get; } = Guid.NewGuid();
}

public sealed class DisposedFunctions(Trail trail) : IAsyncDisposable
{
    [Function("Disposed")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "disposed")] HttpRequest request)
    {
        await Task.Yield();
        trail.Steps.Add("run " + request.Method);
        return Results.Ok();
    }

    public ValueTask DisposeAsync()
    {
        trail.Steps.Add("disposed");
        return ValueTask.CompletedTask;
    }
}

public sealed class WrappedFunctions(Trail trail, ScopedThing thing)
{
    [Function("Wrapped")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wrapped/{what?}")] HttpRequest request, string? what, FunctionContext context)
    {
        trail.Steps.Add("function");
        Assert.Same(thing, request.HttpContext.RequestServices.GetRequiredService<ScopedThing>());
        Assert.Same(thing, context.InstanceServices.GetRequiredService<ScopedThing>());
        return what == "throw"
            ? throw new InvalidOperationException("from the function")
            : new TracedResult(trail, $"own {context.Items["note"]}");
    }

    [Function("Nothing")]
    public void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequest request) => trail.Steps.Add("function " + request.Path);
}

public sealed class TracedResult(Trail trail, string text) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        trail.Steps.Add("result");
        return httpContext.Response.WriteAsync(text);
    }
}

public sealed class Outer(Trail trail) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        trail.Steps.Add($"outer in {context.FunctionDefinition.Name} {context.FunctionDefinition.EntryPoint}");
        context.Items["note"] = "noted";
        try
        {
            await next(context);
        }
        catch (InvalidOperationException error)
        {
            context.GetInvocationResult().Value = Results.Text("caught " + error.Message, statusCode: 409);
        }

        trail.Steps.Add("outer out");
    }
}

public sealed class Inner(Trail trail) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        trail.Steps.Add("inner in");
        var http = context.GetHttpContext()!;
        switch (http.Request.Query["do"])
        {
            case "answer":
                context.GetInvocationResult().Value = Results.Text("answered");
                return;
            case "replace":
                await next(context);
                Assert.IsType<TracedResult>(context.GetInvocationResult().Value);
                context.GetInvocationResult().Value = new ContentResult { Content = "replaced", StatusCode = 203 };
                break;
            case "nonsense":
                context.GetInvocationResult().Value = 42;
                return;
            default:
                await next(context);
                break;
        }

        trail.Steps.Add("inner out");
    }
}

public sealed class MiddlewareTests : IAsyncLifetime
{
    private readonly Trail trail = new();
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start([typeof(WrappedFunctions), typeof(DisposedFunctions)], builder =>
    {
        builder.UseMiddleware<Outer>().UseMiddleware<Inner>();
        builder.Services.AddSingleton(trail);
        builder.Services.AddScoped<ScopedThing>();
        builder.Services.AddMvcCore();
    });

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Middleware_wraps_the_function_in_the_order_added_and_the_result_comes_after_it()
    {
        Assert.Equal("own noted", await app.Client.GetStringAsync("/wrapped"));
        Assert.Equal(
            [$"outer in Wrapped {typeof(WrappedFunctions).FullName}.Run", "inner in", "function", "inner out", "outer out", "result"],
            trail.Steps);
    }

    [Theory]
    [InlineData("/wrapped?do=answer", 200, "answered")]
    [InlineData("/wrapped?do=replace", 203, "replaced")]
    [InlineData("/wrapped/throw", 409, "caught from the function")]
    [InlineData("/nothing", 200, "")]
    public async Task Middleware_can_answer_instead_of_the_function_and_replace_its_result(string path, int status, string body)
    {
        using var response = await app.Client.GetAsync(path);

        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.DoesNotContain("result", trail.Steps);
        Assert.Equal(!path.Contains("answer", StringComparison.Ordinal), trail.Steps.Exists(step => step.StartsWith("function", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_result_that_is_none_is_an_error_and_not_an_empty_success()
    {
        using var response = await app.Client.GetAsync("/wrapped?do=nonsense");

        Assert.Equal(500, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_function_object_that_can_be_disposed_is()
    {
        using var response = await app.Client.GetAsync("/disposed");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(["run GET", "disposed"], trail.Steps.Where(step => step.StartsWith("run", StringComparison.Ordinal) || step == "disposed"));
    }

    [Fact]
    public void A_context_of_a_tests_own_keeps_its_http_context_and_result_among_its_items()
    {
        var http = new DefaultHttpContext();
        var context = new OwnContext { Items = new Dictionary<object, object> { ["HttpRequestContext"] = http } };
        Assert.Null(context.GetInvocationResult().Value);
        context.GetInvocationResult().Value = "set";

        Assert.Same(http, context.GetHttpContext());
        Assert.Equal("set", context.GetInvocationResult().Value);
        context.GetInvocationResult().Value = null;
        Assert.Null(context.GetInvocationResult().Value);
    }

    private sealed class OwnContext : FunctionContext
    {
        public override string InvocationId => "1";

        public override FunctionDefinition FunctionDefinition => throw new NotSupportedException();

        public override IServiceProvider InstanceServices { get; set; } = null!;

        public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();
    }
}
