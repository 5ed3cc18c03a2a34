using System.Text.Json.Nodes;
using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Hostile;

/// <summary>Values that no client should send: nulls, wrong types, too much of everything, and texts that mean something elsewhere.</summary>
[Collection(TimingAppTests.Name)]
public sealed class HostileValueTests(TimingApp app)
{
    private const string Dates = "\"start_date\": \"2019-01-01T00:00:00Z\", \"end_date\": \"2019-01-01T01:00:00Z\"";

    private static readonly string[] Optional = ["project", "title", "notes", "replace_existing", "custom_fields", "billing_status"];

    [Fact]
    public async Task Nulls_for_everything_optional_are_as_if_left_out()
    {
        var world = await World.CreateAsync(app);
        var nulls = string.Join(", ", Optional.Select(name => $"\"{name}\": null"));

        var entry = (await world.Api.Post("/time-entries", $$"""{ {{Dates}}, {{nulls}} }""")).Is(201);
        (await world.Api.Post("/time-entries/start", $$"""{ "start_date": null, {{nulls}} }""")).Is(201);
        (await world.Api.Patch(entry.Self, $$"""{ {{nulls}} }""")).Is(200);
        (await world.Api.Post("/time-entries", """{ "start_date": null, "end_date": null }""")).IsInvalid("start_date", "end_date");
    }

    [Theory]
    [InlineData("[[]]")]
    [InlineData("{ \"a\": {} }")]
    [InlineData("-1.5")]
    public async Task Wrong_types_for_everything_are_all_named(string value)
    {
        var world = await World.CreateAsync(app);
        string[] names = ["start_date", "end_date", .. Optional];
        var body = $$"""{ {{string.Join(", ", names.Select(name => $"\"{name}\": {value}"))}} }""";
        string Named(string name) => name == "custom_fields" && value.StartsWith('{') ? "custom_fields.a" : name;

        (await world.Api.Post("/time-entries", body)).IsInvalid([.. names.Select(Named)]);
        var entry = (await world.Api.Post("/time-entries", $$"""{ {{Dates}} }""")).Self;
        (await world.Api.Put(entry, body)).IsInvalid([.. names.Select(Named)]);
        (await world.Api.Post("/time-entries/start", body)).IsInvalid([.. names.Where(name => name != "end_date").Select(Named)]);
    }

    [Fact]
    public async Task Unknown_members_are_ignored()
    {
        var world = await World.CreateAsync(app);

        var entry = (await world.Api.Post(
            "/time-entries",
            $$"""{ {{Dates}}, "id": 7, "self": "/time-entries/7", "creator_id": "/users/1", "duration": 1, "is_running": true, "": null, "ünknown": [{}] }""")).Is(201);

        Assert.Equal((3600, false, world.Owner.Self), (entry.Data.Number("duration"), entry.Data["is_running"]!.GetValue<bool>(), entry.Data.Text("creator_id")));
        (await world.Api.Get("/time-entries?unknown[]=1&__proto__=x&x[y][z]=1&[]=&=&%00=")).Is(200);
    }

    [Theory]
    [InlineData("<script>alert('x')</script> & \"quotes\" \\ / 'single'")]
    [InlineData("👩‍👩‍👧‍👦 🇩🇪 e\u0301 \u202Eright to left\u202C \uFEFF\u200B")]
    [InlineData("'; DROP TABLE entries; -- ${jndi:ldap://x} {{7*7}} %s %n \u007E")]
    [InlineData(" leading and trailing ")]
    [InlineData("\uFFFD\uFFFE\uFDD0")]
    public async Task Any_text_comes_back_as_it_was_sent(string text)
    {
        var world = await World.CreateAsync(app);
        var project = new JsonObject { ["title"] = text, ["notes"] = text, ["custom_fields"] = new JsonObject { ["a"] = text } };
        var entry = new JsonObject
        {
            ["start_date"] = "2019-01-01T00:00:00Z",
            ["end_date"] = "2019-01-01T01:00:00Z",
            ["title"] = text,
            ["notes"] = text + "\r\n\t" + text,
            ["project"] = new JsonArray(text),
            ["custom_fields"] = new JsonObject { ["a"] = text },
        };

        var made = (await world.Api.Post("/projects", project.ToJsonString())).Is(201);
        Assert.Equal((text, text), (made.Data.Text("title"), made.Data["title_chain"]![0]!.GetValue<string>()));
        var created = (await world.Api.Post("/time-entries", entry.ToJsonString())).Is(201);
        foreach (var shown in (JsonNode[])[created.Data, (await world.Api.Get(created.Self)).Data, (await world.Api.Get("/time-entries")).Items[0]])
        {
            Assert.Equal(
                (text, text + "\r\n\t" + text, text, made.Self),
                (shown.Text("title"), shown.Text("notes"), shown["custom_fields"]!.Text("a"), shown["project"]!.Text("self")));
        }

        var answer = await world.Api.Get(created.Self);
        Assert.Equal(("application/json", "nosniff"), (answer.ContentType, answer.Header("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Texts_have_limits()
    {
        var world = await World.CreateAsync(app);
        string Entry(int title, int notes) => $$"""{ {{Dates}}, "title": "{{new string('t', title)}}", "notes": "{{new string('n', notes)}}" }""";
        string Project(int title, int notes) => $$"""{ "title": "{{new string('t', title)}}", "notes": "{{new string('n', notes)}}" }""";

        (await world.Api.Post("/time-entries", Entry(1000, 10_000))).Is(201);
        (await world.Api.Post("/time-entries", Entry(1001, 10_001))).IsInvalid("title", "notes");
        (await world.Api.Post("/projects", Project(500, 10_000))).Is(201);
        (await world.Api.Post("/projects", Project(501, 10_001))).IsInvalid("title", "notes");
    }

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("\\u001b[31m")]
    [InlineData("a\\u0085b")]
    public async Task Control_characters_are_refused(string text)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Post("/time-entries", $$"""{ {{Dates}}, "title": "{{text}}", "notes": "{{text}}" }""")).IsInvalid("title", "notes");
        (await world.Api.Post("/projects", $$"""{ "title": "{{text}}" }""")).IsInvalid("title");
    }

    [Fact]
    public async Task A_query_may_be_hostile()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get($"/time-entries?{string.Join('&', Enumerable.Range(0, 1001).Select(i => $"a{i}=1"))}")).Is(400);
        (await world.Api.Get($"/time-entries?{string.Join('&', Enumerable.Range(0, 300).Select(i => $"projects[]={i}"))}")).IsInvalid("projects");
        (await world.Api.Get("/time-entries?projects[999999]=&projects[]=")).Is(200);
        (await world.Api.Get("/time-entries?search_query=%FF%FE")).Is(200);
        (await world.Api.Get("/time-entries?search_query=a%00b")).IsInvalid("search_query");
        (await world.Api.Get("/time-entries?search_query[]=a")).IsInvalid("search_query");
        (await world.Api.Get("/time-entries?search_query=a&search_query=b")).IsInvalid("search_query");
        (await world.Api.Get("/time-entries?is_running=1&is_running=0")).IsInvalid("is_running");
    }
}
