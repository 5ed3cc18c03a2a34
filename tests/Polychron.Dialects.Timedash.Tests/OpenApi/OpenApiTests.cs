using System.Text.Json.Nodes;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timedash.Tests.Support;
using Polychron.Testing;
using Polychron.Testing.Azurite;

namespace Polychron.Dialects.Timedash.Tests.OpenApi;

/// <summary>The OpenAPI document: every function is in it, it is well-formed, and what it says holds for its examples and the app's answers.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class OpenApiTests(TimedashApp app)
{
    private static readonly string[] NoOperations = ["TimedashPreflight", "TimedashUnknownPath"];

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
        var linter = NodeModules.PathOf("node_modules/@redocly/cli/bin/cli.js");
        SkipIf(await NodeModules.EnsureAsync(linter, "the linter (@redocly/cli)"));
        using var folder = new TemporaryFolder();
        var file = await SaveAsync(folder, "openapi.json", await DocumentAsync());

        var (code, output) = await NodeModules.RunNodeAsync(linter, "lint", file, "--extends=recommended");
        Assert.True(code == 0, output);

        var planted = await DocumentAsync();
        planted["info"]!.AsObject().Remove("title");
        var (broken, _) = await NodeModules.RunNodeAsync(linter, "lint", await SaveAsync(folder, "broken.json", planted), "--extends=recommended");
        Assert.NotEqual(0, broken);
    }

    [SkippableFact]
    public async Task Every_example_is_what_its_schema_allows()
    {
        var document = await DocumentAsync();
        var values = new JsonArray();
        Collect(document["paths"]!, "paths", values);
        Assert.True(values.Count > 100, $"{values.Count} examples");

        Assert.Empty(await ValidateAsync(document, values));

        // An example that is wrong is noticed.
        values[0]!["value"] = new JsonArray();
        Assert.NotEmpty(await ValidateAsync(document, values));
    }

    [SkippableFact]
    public async Task The_answers_of_the_app_are_what_it_says()
    {
        var document = await DocumentAsync();
        var world = await World.CreateAsync(app);
        var values = new JsonArray();
        async Task<Answer> AskAsync(string schema, string method, string path, string? body = null)
        {
            var answer = await world.Api.Send(method, path, body);
            values.Add(Value($"{method} {path}", schema, answer.Json));
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

        Assert.Empty(await ValidateAsync(document, values));
    }

    [Fact]
    public async Task It_is_served_without_a_key()
    {
        var answer = (await new Api(app, null).Get("/openapi.json")).Is(200);
        Assert.Equal("application/json", answer.ContentType);
    }

    private static JsonObject Value(string name, JsonNode schema, JsonNode? value) =>
        new() { ["name"] = name, ["schema"] = schema.DeepClone(), ["value"] = value?.DeepClone() };

    private static void SkipIf(string? absence) => Skip.If(absence is not null, absence);

    // Every media type with an example and its schema.
    private static void Collect(JsonNode node, string at, JsonArray values)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Collect(list[i]!, $"{at}/{i}", values);
            }
        }
        else if (node is JsonObject here)
        {
            if (here["schema"] is { } schema && here["example"] is { } example)
            {
                values.Add(Value(at, schema, example));
            }

            foreach (var (name, child) in here.Where(member => member.Key is not ("schema" or "example") && member.Value is not null))
            {
                Collect(child!, $"{at}/{name}", values);
            }
        }
    }

    private static async Task<string> ValidateAsync(JsonNode document, JsonArray values)
    {
        SkipIf(await NodeModules.EnsureAsync(NodeModules.PathOf("node_modules/ajv-formats/dist/index.js"), "the validator (ajv)"));
        using var folder = new TemporaryFolder();
        var (code, output) = await NodeModules.RunNodeAsync(
            NodeModules.PathOf("openapi.cjs"),
            await SaveAsync(folder, "openapi.json", document),
            await SaveAsync(folder, "values.json", values));
        Assert.True(code == 0, output);
        return output;
    }

    private static async Task<string> SaveAsync(TemporaryFolder folder, string name, JsonNode json)
    {
        var path = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(path, json.ToJsonString());
        return path;
    }

    private async Task<JsonNode> DocumentAsync() => (await new Api(app, null).Get("/openapi.json")).Is(200).Json;
}
