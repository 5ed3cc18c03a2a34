using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Polychron.EmbeddedHost.Tests.Support;

namespace Polychron.EmbeddedHost.Tests.Http;

public sealed class RoutedFunctions(TimeProvider time)
{
    [Function("Get")]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:long}")] HttpRequest request, long id) =>
        Results.Text($"get {id} {request.Method} {time is not null}");

    [Function("Delete")]
    public Task<IResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", "POST", Route = "things/{id:long}")] HttpRequest request, long id) =>
        Task.FromResult(Results.Text($"{request.Method} {id}"));

    [Function("Text")]
    public async Task<IResult> Text(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "texts/{name}/{page:int?}")] HttpRequest request,
        string name,
        int? page,
        FunctionContext context,
        CancellationToken cancellation)
    {
        await Task.Yield();
        return Results.Text($"{name}|{page}|{context.FunctionDefinition.Name}|{context.GetHttpContext() == request.HttpContext}|{cancellation == context.CancellationToken}");
    }

    [Function("Action")]
    public IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action")] HttpRequest request) =>
        new ContentResult { StatusCode = 202, Content = "from " + request.Path, ContentType = "text/plain" };

    [Function("ActionLater")]
    public async Task<StatusCodeResult> ActionLater([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "later")] HttpRequest request)
    {
        await Task.Delay(1, request.HttpContext.RequestAborted);
        return new StatusCodeResult(204);
    }

    [Function("Direct")]
    public Task Direct([HttpTrigger(AuthorizationLevel.Anonymous, Route = "direct/{*rest}")] HttpRequest request, string? rest) =>
        request.HttpContext.Response.WriteAsync($"{request.Method} {rest}");

    [Function("Root")]
    public static IResult Root([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        Results.Text("root " + request.Path);

    [Function("Unrouted")]
    public void Unrouted([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => request.HttpContext.Response.StatusCode = 418;
}

public sealed class RoutingTests : IAsyncLifetime
{
    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start([typeof(RoutedFunctions)]);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("GET", "/things/42", 200, "get 42 GET True")]
    [InlineData("DELETE", "/things/9007199254740993", 200, "DELETE 9007199254740993")]
    [InlineData("POST", "/things/-1", 200, "POST -1")]
    [InlineData("GET", "/texts/a%20b%C3%BC", 200, "a bü||Text|True|True")]
    [InlineData("GET", "/texts/x/7?page=9", 200, "x|7|Text|True|True")]
    [InlineData("GET", "/action", 202, "from /action")]
    [InlineData("GET", "/later", 204, "")]
    [InlineData("PURGE", "/direct/a/b", 200, "PURGE a/b")]
    [InlineData("GET", "/direct", 200, "GET ")]
    [InlineData("GET", "/", 200, "root /")]
    [InlineData("GET", "/unrouted", 418, "")]
    public async Task A_request_reaches_its_function_with_its_parameters(string method, string path, int status, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await app.Client.SendAsync(request);

        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/things/abc")]
    [InlineData("GET", "/things/9223372036854775808")]
    [InlineData("GET", "/texts/x/y")]
    public async Task What_no_function_takes_is_not_found(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("There is nothing at this path.", json.RootElement.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("PUT", "/things/1", "DELETE, GET, POST")]
    [InlineData("HEAD", "/action", "GET")]
    public async Task A_method_that_is_not_declared_is_not_allowed(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow.Order()));
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(method == "HEAD" ? "" : """{"message":"This path does not take this method."}""", body);
    }

    [Theory]
    [InlineData("""{"extensions":{"http":{"routePrefix":"v2/app"}}}""", "/v2/app/things/1")]
    [InlineData("""{"version":"2.0"}""", "/api/things/1")]
    public async Task Routes_stand_below_the_prefix_of_host_json(string hostJson, string path)
    {
        await using var prefixed = await TestApp.Start([typeof(RoutedFunctions)], hostJson: hostJson);

        Assert.Equal("get 1 GET True", await prefixed.Client.GetStringAsync(path));
        using var bare = await prefixed.Client.GetAsync("/things/1");
        Assert.Equal(HttpStatusCode.NotFound, bare.StatusCode);
    }
}
