using System.Text.Json.Nodes;
using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Entries;

/// <summary>Custom fields of entries and projects: the same rules, the same words.</summary>
[Collection(TimingAppTests.Name)]
public sealed class CustomFieldTests(TimingApp app)
{
    private const string Dates = "\"start_date\": \"2019-01-01T00:00:00Z\", \"end_date\": \"2019-01-01T01:00:00Z\"";

    private static string Entry(string fields) => $$"""{ {{Dates}}, "custom_fields": {{fields}} }""";

    private static string Project(string fields) => $$"""{ "title": "t", "custom_fields": {{fields}} }""";

    private static string Fields(Answer answer) => answer.Data["custom_fields"]!.ToJsonString();

    [Theory]
    [InlineData("a")]
    [InlineData("field-name_2")]
    [InlineData("-x")]
    [InlineData("1a")]
    [InlineData("A")]
    public async Task Good_names(string name)
    {
        var world = await World.CreateAsync(app);
        var expected = $$"""{"{{name}}":"v"}""";

        Assert.Equal(expected, Fields((await world.Api.Post("/time-entries", Entry(expected))).Is(201)));
        Assert.Equal(expected, Fields((await world.Api.Post("/projects", Project(expected))).Is(201)));
        Assert.Equal(expected, Fields((await world.Api.Post("/time-entries/start", $$"""{ "custom_fields": {{expected}} }""")).Is(201)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("_a")]
    [InlineData("123")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("é")]
    [InlineData("😀")]
    [InlineData("٣a")]
    public async Task Bad_names(string name)
    {
        var world = await World.CreateAsync(app);
        var fields = new JsonObject { [name] = "v" }.ToJsonString();

        foreach (var answer in (Answer[])[
                     await world.Api.Post("/time-entries", Entry(fields)),
                     await world.Api.Post("/projects", Project(fields)),
                     await world.Api.Post("/time-entries/start", $$"""{ "custom_fields": {{fields}} }""")])
        {
            answer.IsInvalid($"custom_fields.{name}");
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"a\\u0000b\"")]
    public async Task Values_are_texts(string value)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Post("/time-entries", Entry($$"""{ "a": {{value}} }"""))).IsInvalid("custom_fields.a");
        (await world.Api.Post("/projects", Project($$"""{ "a": {{value}} }"""))).IsInvalid("custom_fields.a");
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("1")]
    [InlineData("true")]
    public async Task They_are_an_object(string value)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Post("/time-entries", Entry(value))).IsInvalid("custom_fields");
        (await world.Api.Post("/projects", Project(value))).IsInvalid("custom_fields");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{ "unknown": null }""")]
    public async Task What_names_nothing_changes_nothing(string value)
    {
        var world = await World.CreateAsync(app);
        var entry = (await world.Api.Post("/time-entries", Entry("""{ "a": "1" }"""))).Self;
        var project = (await world.Api.Post("/projects", Project("""{ "a": "1" }"""))).Self;

        Assert.Equal("""{"a":"1"}""", Fields((await world.Api.Patch(entry, $$"""{ "custom_fields": {{value}} }""")).Is(200)));
        Assert.Equal("""{"a":"1"}""", Fields((await world.Api.Put(project, $$"""{ "custom_fields": {{value}} }""")).Is(200)));
        Assert.Equal("{}", Fields((await world.Api.Post("/projects", Project(value))).Is(201)));
    }

    [Fact]
    public async Task Null_removes_and_others_stay()
    {
        var world = await World.CreateAsync(app);
        foreach (var (path, create) in (ValueTuple<string, Func<string, string>>[])[("/time-entries", Entry), ("/projects", Project)])
        {
            var self = (await world.Api.Post(path, create("""{ "a": "1", "b": "2", "c": "" }"""))).Is(201).Self;

            Assert.Equal(
                """{"b":"3","c":"","d":"4"}""",
                Fields((await world.Api.Patch(self, """{ "custom_fields": { "a": null, "b": "3", "d": "4" } }""")).Is(200)));
            Assert.Equal("{}", Fields((await world.Api.Patch(self, """{ "custom_fields": { "b": null, "c": null, "d": null } }""")).Is(200)));
            Assert.Equal("{}", Fields((await world.Api.Get(self)).Is(200)));
        }
    }

    [Fact]
    public async Task There_are_limits()
    {
        var world = await World.CreateAsync(app);
        string Many(int count) => new JsonObject(Enumerable.Range(0, count).Select(i => KeyValuePair.Create<string, JsonNode?>($"f{i}", "v"))).ToJsonString();

        (await world.Api.Post("/time-entries", Entry(Many(50)))).Is(201);
        (await world.Api.Post("/time-entries", Entry(Many(51)))).IsInvalid("custom_fields");
        (await world.Api.Post("/time-entries", Entry(Many(5000)))).IsInvalid("custom_fields");
        (await world.Api.Post("/time-entries", Entry($$"""{ "{{new string('n', 255)}}": "{{new string('v', 2000)}}" }"""))).Is(201);
        (await world.Api.Post("/time-entries", Entry($$"""{ "a": "{{new string('v', 2001)}}" }"""))).IsInvalid("custom_fields.a");
        (await world.Api.Post("/time-entries", Entry($$"""{ "{{new string('n', 256)}}": "v" }"""))).Is(422);
    }
}
