using System.Net.Http.Headers;
using System.Text;
using Polychron.Dialects.Timing.Tests.Support;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timing.Tests.Contract;

/// <summary>The bodies of refusals.</summary>
[Collection(TimingAppTests.Name)]
public sealed class ErrorContractTests(TimingApp app)
{
    [Fact]
    public async Task No_token_is_401_with_a_challenge()
    {
        var answer = await new Api(app, null).Get("/projects");

        answer.Is(401, """{ "message": "Unauthenticated." }""");
        Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("")]
    [InlineData("{ \"title\": \"a\", \"title\": \"b\" }")]
    [InlineData("{ \"title\": \"\\ud800\" }")]
    [InlineData("{ \"title\": \"a\" } trailing")]
    [InlineData("{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":{ \"a\":1}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}")]
    public async Task A_body_that_is_no_json_object_is_400(string body)
    {
        var world = await World.CreateAsync(app);

        var answer = (await world.Api.Post("/projects", body)).Is(400);

        Assert.Equal(["message"], answer.Json.AsObject().Select(member => member.Key));
        Assert.DoesNotContain("System.", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_may_not_write_and_read_only_billing_refuses_writes_alone()
    {
        var world = await World.CreateAsync(app);
        var viewer = await world.AddAsync(Role.Viewer);
        (await viewer.Api.Post("/projects", """{ "title": "t" }""")).Is(403, """{ "message": "Viewers cannot change anything in this workspace." }""");

        await world.SetBillingStateAsync(BillingState.ReadOnly);
        var refused = (await world.Api.Post("/projects", """{ "title": "t" }""")).Is(403);
        Assert.Equal(["message"], refused.Json.AsObject().Select(member => member.Key));
        (await world.Api.Get("/projects")).Is(200);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/projects/1/2")]
    [InlineData("/")]
    [InlineData("/%2e%2e/x")]
    [InlineData("/time-entries/1/notes")]
    public async Task An_unknown_path_is_404(string path)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get(path)).Is(404, """{ "message": "There is nothing at this path." }""");
    }

    [Theory]
    [InlineData("DELETE", "/projects", "GET, HEAD, POST")]
    [InlineData("PUT", "/time-entries", "GET, HEAD, POST")]
    [InlineData("POST", "/projects/1", "DELETE, GET, HEAD, PATCH, PUT")]
    [InlineData("POST", "/report", "GET, HEAD")]
    [InlineData("PATCH", "/teams/1/members", "GET, HEAD")]
    [InlineData("DELETE", "/teams", "GET, HEAD")]
    public async Task A_wrong_method_is_405_with_allow(string method, string path, string allow)
    {
        var world = await World.CreateAsync(app);

        var answer = await world.Api.Send(method, path);

        answer.Is(405, $$"""{ "message": "The {{method}} method is not supported for this path. Supported methods: {{allow}}." }""");
        Assert.Equal(allow.Split(", "), answer.Headers["allow"].SelectMany(value => value.Split(", ")));
    }

    /// <summary>Such a method reaches no function: on Azure a trigger has to name the methods that it takes.</summary>
    [Fact]
    public async Task A_method_that_is_not_of_http_itself_is_405()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Send("PROPFIND", "/teams")).Is(405, """{ "message": "This path does not take this method." }""");
    }

    [Fact]
    public async Task Head_answers_as_get_without_the_body()
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/projects", """{ "title": "t" }""");

        var get = await world.Api.Get("/projects");
        var head = (await world.Api.Send("HEAD", "/projects")).Is(200);

        Assert.Equal("", head.Body);
        Assert.Equal(get.Header("Content-Length"), head.Header("Content-Length"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task Another_content_type_is_415(string? type)
    {
        var world = await World.CreateAsync(app);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{ "title": "t" }"""));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);

        var answer = (await world.Api.Send("POST", "/projects", content)).Is(415);

        Assert.Equal(["message"], answer.Json.AsObject().Select(member => member.Key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_a_mebibyte_is_413(bool hasLength)
    {
        var world = await World.CreateAsync(app);
        var bytes = Encoding.UTF8.GetBytes($$"""{ "title": "{{new string('x', 1024 * 1024)}}" }""");
        using HttpContent content = hasLength ? new ByteArrayContent(bytes) : new StreamContent(new Unsized(bytes));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var answer = (await world.Api.Send("POST", "/projects", content)).Is(413);

        Assert.Equal(["message"], answer.Json.AsObject().Select(member => member.Key));
        Assert.Empty((await world.Api.Get("/projects")).Items);
    }

    [Fact]
    public async Task Several_errors_are_counted_in_the_message()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Post("/projects", """{ "title": 1 }""")).Is(422, """
            { "message": "The title field must be text.", "errors": { "title": ["The title field must be text."] } }
            """);
        (await world.Api.Post("/projects", """{ "title": 1, "notes": 2 }""")).Is(422, """
            {
                "message": "The title field must be text. (and 1 more error)",
                "errors": { "title": ["The title field must be text."], "notes": ["The notes field must be text."] }
            }
            """);
        Assert.EndsWith(
            "(and 2 more errors)",
            (await world.Api.Post("/projects", """{ "title": 1, "notes": 2, "color": 3 }""")).Json.Text("message"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_use_case_refuses_has_the_names_of_the_request()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Post("/time-entries", """{ "start_date": "2019-01-02", "end_date": "2019-01-01" }""")).Is(422, """
            { "message": "An entry ends at or after its start.", "errors": { "end_date": ["An entry ends at or after its start."] } }
            """);
    }

    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
