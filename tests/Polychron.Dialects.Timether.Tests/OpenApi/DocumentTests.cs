using System.Text.Json.Nodes;
using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Testing.App.OpenApi;

namespace Polychron.Dialects.Timether.Tests.OpenApi;

/// <summary>The API's description: whole, and right about what the server answers.</summary>
[Collection(TimetherAppTests.Name)]
public sealed class DocumentTests(TimetherApp app)
{
    [Fact]
    public async Task Every_function_has_a_description_and_every_description_a_function() =>
        Assert.NotEmpty(await Polychron.Dialects.OpenApi.OpenApiGenerator.GenerateAsync(Description.TimetherDescription.Api));

    [Fact]
    public async Task It_is_served_to_everyone()
    {
        var document = await DocumentAsync();

        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_operation_is_in_it_once()
    {
        var document = await DocumentAsync();

        var described = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject(), (path, operation) => $"{operation.Key.ToUpperInvariant()} {path.Key}")
            .Order().ToList();
        var declared = Operations.All.Where(operation => operation.Method != "HEAD")
            .Select(operation => $"{operation.Method} {Api.BasePath}{operation.Route}").Append("GET /timether/openapi.json").Order().ToList();
        Assert.Equal(declared, described);
        Assert.True(declared.Count > 45);
        var ids = All(document).Select(operation => operation["operationId"]!.GetValue<string>()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Every_operation_names_the_workspace_and_what_it_refuses()
    {
        var document = await DocumentAsync();

        foreach (var operation in All(document).Where(operation => operation["tags"]![0]!.GetValue<string>() != "description"))
        {
            Assert.Contains("X-Workspace-Id", operation["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>()));
            Assert.Superset(
                new HashSet<string> { "400", "401", "403", "429" },
                operation["responses"]!.AsObject().Select(response => response.Key).ToHashSet());
        }
    }

    [Fact]
    public async Task It_says_what_bodies_and_parameters_the_server_takes()
    {
        var document = await DocumentAsync();
        var world = await World.CreateAsync(app);
        var hook = (await world.Api.Post("/webhooks", """{"url":"https://example.com/optional","events":["team.deleted"]}""")).Is(201).Id;

        foreach (var (path, real) in new[]
        {
            ("/timers/start", "/timers/start"), ("/timers/switch", "/timers/switch"), ("/webhooks/{id}/rotate_secret", $"/webhooks/{hook}/rotate_secret"),
        })
        {
            Assert.InRange((int)(await world.Api.Post(real)).Status, 200, 201);
            Assert.NotEqual(true, Operation(document, "post", path)["requestBody"]!["required"]?.GetValue<bool>());
        }

        foreach (var (method, path) in new[] { ("post", "/time_entries"), ("patch", "/time_entries/{id}"), ("put", "/timers/current"), ("post", "/time_entries/batch") })
        {
            Assert.Contains("X-Time-Zone", Operation(document, method, path)["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>()));
            Assert.True(Operation(document, method, path)["requestBody"]!["required"]!.GetValue<bool>());
        }

        var schemas = document["components"]!["schemas"]!;
        Assert.Empty(schemas["workspace_membership_update"]!["properties"]!.AsObject().Select(member => member.Key).Intersect(["name", "email"]));
        Assert.DoesNotContain("user_id", schemas["time_entry_update"]!["properties"]!.AsObject().Select(member => member.Key));
        Assert.Contains("user_id", schemas["time_entry_create"]!["properties"]!.AsObject().Select(member => member.Key));
    }

    [SkippableFact]
    public async Task The_linter_finds_nothing_wrong()
    {
        Assert.Null(await OpenApiChecks.LintAsync(await DocumentAsync()));

        var planted = await DocumentAsync();
        All(planted).First()["operationId"] = All(planted).Last()["operationId"]!.DeepClone();
        Assert.NotNull(await OpenApiChecks.LintAsync(planted));
    }

    [SkippableFact]
    public async Task Every_example_is_what_its_schema_says()
    {
        var document = await DocumentAsync();
        var examples = OpenApiChecks.Examples(document);

        Assert.True(examples.Count > 300, $"{examples.Count} examples");
        Assert.Empty(await OpenApiChecks.FaultsAsync(document, examples));
    }

    [SkippableFact]
    public async Task What_the_server_answers_is_what_the_schemas_say()
    {
        var document = await DocumentAsync();
        var samples = new List<SchemaSample>();
        var world = await World.CreateAsync(app);
        var client = await world.AddClientAsync();
        var project = await world.AddProjectAsync("Site", $",\"client_id\":{client}");
        var tag = await world.AddTagAsync();
        var entry = await world.AddEntryAsync(more: $",\"project_id\":{project},\"tag_ids\":[{tag}]");
        (await world.Api.Post("/timers/start")).Is(201);
        var webhook = (await world.Api.Post("/webhooks", """{"url":"https://example.com/hook","events":["team.deleted"]}""")).Is(201);
        samples.Add(new SchemaSample("a new webhook", "new_webhook", webhook.Json));
        foreach (var (path, schema) in new[]
        {
            ("/me", "workspace_membership"), ("/workspaces", "workspace_list"), ("/workspaces/current", "workspace"),
            ("/workspace_memberships", "workspace_membership_list"), ("/clients", "client_list"), ($"/clients/{client}", "client"),
            ("/projects", "project_list"), ($"/projects/{project}", "project"), ("/tags", "tag_list"), ($"/tags/{tag}", "tag"),
            ("/time_entries", "time_entry_list"), ($"/time_entries/{entry}", "time_entry"), ("/timers/current", "time_entry"),
            ("/webhooks", "webhook_list"), ($"/webhooks/{webhook.Id}", "webhook"), ("/webhooks/samples?limit=10", "webhook_sample_list"),
            ("/api_tokens", "api_token_list"), ("/audit_log", "audit_record_list"), ("/changes", "change_list"),
            ("/reports/utilization?from=2024-02-01&to=2024-02-29", "report"), ("/reports/summary?from=2024-02-01&to=2024-02-29", "report"),
            ("/reports/profitability?from=2024-02-01&to=2024-02-29", "report"), ("/reports/cost_breakdown?from=2024-02-01&to=2024-02-29", "report"),
            ("/clients/777777", "error"), ("/clients?limit=0", "error"),
        })
        {
            samples.Add(new SchemaSample(path, schema, (await world.Api.Get(path)).Json));
        }

        Assert.Empty(await OpenApiChecks.FaultsAsync(document, samples));
    }

    [SkippableFact]
    public async Task A_wrong_body_is_noticed()
    {
        var document = await DocumentAsync();
        var good = JsonNode.Parse("""{"id":3,"name":"Acme","is_archived":false,"external_id":null,"created_at":"2024-03-01T12:00:00Z","updated_at":"2024-03-01T12:00:00Z"}""")!;

        var bodies = new List<SchemaSample>();
        foreach (var (name, value) in new (string, JsonNode?)[] { ("id", "3"), ("id", 0), ("id", 1.5), ("name", ""), ("is_archived", null), ("more", 1), ("created_at", "today") })
        {
            var bad = good.DeepClone().AsObject();
            bad[name] = value;
            bodies.Add(new SchemaSample($"{name} {value}", "client", bad));
        }

        var less = good.DeepClone().AsObject();
        less.Remove("external_id");
        bodies.Add(new SchemaSample("less", "client", less));

        Assert.Empty(await OpenApiChecks.FaultsAsync(document, [new SchemaSample("good", "client", good)]));
        Assert.Equal(bodies.Count, (await OpenApiChecks.FaultsAsync(document, bodies)).Count);
    }

    private static JsonNode Operation(JsonNode document, string method, string path) =>
        document["paths"]![Api.BasePath + path]![method]!;

    private static IEnumerable<JsonNode> All(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);

    private async Task<JsonNode> DocumentAsync() => (await new Api(app, null, null).Get("//timether/openapi.json")).Is(200).Json;
}
