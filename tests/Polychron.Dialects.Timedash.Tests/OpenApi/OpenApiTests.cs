using System.Text.Json.Nodes;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timedash.Tests.Support;
using Polychron.Testing.App.OpenApi;

namespace Polychron.Dialects.Timedash.Tests.OpenApi;

/// <summary>The OpenAPI document: every function is in it, it is well-formed, and what it says holds for its examples and the app's answers.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class OpenApiTests(TimedashApp app)
{
    private static readonly string[] NoOperations = ["TimedashPreflight", "Timedash_UnknownPath"];

    [Fact]
    public async Task Every_function_is_in_it_under_its_path_and_method()
    {
        var document = await DocumentAsync();
        var functions = DescribedFunction.Of(typeof(TimedashServices).Assembly).Where(function => !NoOperations.Contains(function.Name)).ToList();
        var described = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject(), (path, operation) => (path.Key, operation.Key.ToUpperInvariant(), operation.Value!.Text("operationId")));

        Assert.Equal(26, functions.Count);
        Assert.Equal(
            functions.SelectMany(function => function.Methods.Where(method => method != "HEAD"), (function, method) => (function.Path, method, function.Name)).Order(),
            described.Order());
        Assert.StartsWith("3.1.", document.Text("openapi"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_without_a_description_is_noticed()
    {
        var api = Description.TimedashDescription.Api;

        Assert.Throws<InvalidOperationException>(() => OpenApiGenerator.Document(api with { Operations = [.. api.Operations.Skip(1)] }));
        Assert.Throws<InvalidOperationException>(() => OpenApiGenerator.Document(api with { Undescribed = [] }));
        Assert.Throws<InvalidOperationException>(() => OpenApiGenerator.Document(
            api with { Operations = [.. api.Operations, api.Operations[0] with { Function = "TimedashNovel" }] }));
    }

    [SkippableFact]
    public async Task The_linter_finds_nothing_wrong()
    {
        Assert.Null(await OpenApiChecks.LintAsync(await DocumentAsync()));

        var planted = await DocumentAsync();
        planted["info"]!.AsObject().Remove("title");
        Assert.NotNull(await OpenApiChecks.LintAsync(planted));
    }

    [SkippableFact]
    public async Task Every_example_is_what_its_schema_allows()
    {
        var document = await DocumentAsync();
        var examples = OpenApiChecks.Examples(document);
        Assert.True(examples.Count > 100, $"{examples.Count} examples");

        Assert.Empty(await OpenApiChecks.FaultsAsync(document, examples));

        // An example that is wrong is noticed.
        Assert.Single(await OpenApiChecks.FaultsAsync(document, [examples[0] with { Value = new JsonArray() }, examples[1]]));
    }

    [SkippableFact]
    public async Task The_answers_of_the_app_are_what_it_says()
    {
        var document = await DocumentAsync();
        var world = await World.CreateAsync(app);
        var samples = new List<SchemaSample>();
        async Task<Answer> AskAsync(string schema, string method, string path, string? body = null)
        {
            var answer = await world.Api.Send(method, path, body);
            samples.Add(new SchemaSample($"{method} {path}", schema, answer.Json));
            return answer;
        }

        var contact = (await AskAsync("contact", "POST", "/contacts", """{ "name": "Acme", "metadata": { "a b": "c" } }""")).Id;
        var agreement = (await AskAsync("agreement", "POST", "/agreements", $$"""{ "name": "x", "contact": {{contact}}, "rate": 5, "budget_type": "time", "budget": 60 }""")).Id;
        await AskAsync("agreement", "POST", "/agreements", """{ "name": "y" }""");
        var assignment = (await AskAsync("assignment", "POST", "/assignments", $$"""{ "agreement": {{agreement}}, "timestamp": "2024-01-01T00:00:00Z", "duration": 60 }""")).Id;
        await AskAsync("assignment", "PUT", $"/assignments/{assignment}", """{ "title": "t", "notes": "n", "paid": true }""");
        (await world.Api.Of("/timing/api/v1").Post("/time-entries/start", """{ "title": "runs" }""")).Is(201);
        var key = (await AskAsync("new_api_key", "POST", "/api_keys", """{ "name": "k" }""")).Id;
        await AskAsync("api_key", "PUT", $"/api_keys/{key}", """{ "name": "l" }""");
        await AskAsync("account", "GET", "/account");
        await AskAsync("contact", "GET", $"/contacts/{contact}");
        foreach (var (kind, schema) in new[] { ("contacts", "contact"), ("agreements", "agreement"), ("assignments", "assignment"), ("api_keys", "api_key") })
        {
            Assert.NotEmpty((await AskAsync($"{schema}_list", "GET", $"/{kind}")).Items);
            await AskAsync("error", "GET", $"/{kind}/0");
            await AskAsync("error", "GET", $"/{kind}?nope=1");
        }

        Assert.Empty(await OpenApiChecks.FaultsAsync(document, samples));
    }

    [Fact]
    public async Task What_a_new_object_needs_is_never_null()
    {
        var bodies = (await DocumentAsync())["components"]!["schemas"]!.AsObject()
            .Where(schema => schema.Key.EndsWith("_create", StringComparison.Ordinal)).Select(schema => schema.Value!).ToList();

        Assert.Equal(4, bodies.Count);
        foreach (var body in bodies)
        {
            Assert.All(body["required"]!.AsArray(), needed => Assert.DoesNotContain(
                "null", body["properties"]![needed!.GetValue<string>()]!["type"]!.ToJsonString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task It_is_served_without_a_key()
    {
        var answer = (await new Api(app, null).Get("/openapi.json")).Is(200);
        Assert.Equal("application/json", answer.ContentType);
    }

    private async Task<JsonNode> DocumentAsync() => (await new Api(app, null).Get("/openapi.json")).Is(200).Json;
}
