using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Writes;

/// <summary>ETag, If-Match and If-None-Match of entries and projects.</summary>
[Collection(TimingAppTests.Name)]
public sealed class ConditionTests(TimingApp app)
{
    private const string EntryBody = """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z" }""";

    private static Task<Answer> CreateAsync(World world, string folder) =>
        world.Api.Post($"/{folder}", folder == "projects" ? """{ "title": "t" }""" : EntryBody);

    [Theory]
    [InlineData("projects")]
    [InlineData("time-entries")]
    public async Task Every_answer_about_one_thing_has_the_same_strong_tag(string folder)
    {
        var world = await World.CreateAsync(app);
        var created = (await CreateAsync(world, folder)).Is(201);
        var shown = await world.Api.Get(created.Self);
        var untouched = await world.Api.Patch(created.Self, "{}");
        var changed = await world.Api.Patch(created.Self, """{ "notes": "n" }""");

        Assert.Matches("^\"[^\"]+\"$", created.ETag);
        Assert.Equal((created.ETag, created.ETag), (shown.ETag, untouched.ETag));
        Assert.NotEqual(created.ETag, changed.ETag);
        Assert.Equal(changed.ETag, (await world.Api.Get(created.Self)).ETag);
        Assert.NotEqual(changed.ETag, (await CreateAsync(world, folder)).ETag);
        Assert.Null((await world.Api.Get($"/{folder}")).ETag);
    }

    [Theory]
    [InlineData("projects")]
    [InlineData("time-entries")]
    public async Task If_none_match_saves_the_body(string folder)
    {
        var world = await World.CreateAsync(app);
        var created = (await CreateAsync(world, folder)).Is(201);

        foreach (var header in (string[])[created.ETag!, $"W/{created.ETag}", $"\"other\", {created.ETag}", "*"])
        {
            var answer = (await world.Api.With(("If-None-Match", header)).Get(created.Self)).Is(304);
            Assert.Equal(("", created.ETag), (answer.Body, answer.ETag));
        }

        (await world.Api.With(("If-None-Match", "\"other\"")).Get(created.Self)).Is(200);
        (await world.Api.With(("If-None-Match", created.ETag!.Trim('"'))).Get(created.Self)).Is(200);
        await world.Api.Patch(created.Self, """{ "notes": "n" }""");
        (await world.Api.With(("If-None-Match", created.ETag)).Get(created.Self)).Is(200);
    }

    [Theory]
    [InlineData("projects", "PUT")]
    [InlineData("projects", "PATCH")]
    [InlineData("projects", "DELETE")]
    [InlineData("time-entries", "PUT")]
    [InlineData("time-entries", "PATCH")]
    [InlineData("time-entries", "DELETE")]
    public async Task If_match_guards_the_write(string folder, string method)
    {
        var world = await World.CreateAsync(app);
        var created = (await CreateAsync(world, folder)).Is(201);
        var changed = (await world.Api.Patch(created.Self, """{ "notes": "first" }""")).Is(200);
        Task<Answer> Write(string condition) => world.Api.With(("If-Match", condition)).Send(
            method, created.Self, method == "DELETE" ? null : """{ "notes": "second" }""");

        foreach (var stale in (string[])[created.ETag!, $"W/{changed.ETag}", "\"other\"", "garbage", ""])
        {
            var refused = (await Write(stale)).Is(412);
            Assert.Equal(["message"], refused.Json.AsObject().Select(member => member.Key));
        }

        Assert.Equal("first", (await world.Api.Get(created.Self)).Data.Text("notes"));
        (await Write($"\"other\", {changed.ETag}")).Is(method == "DELETE" ? 204 : 200);
        (await world.Api.With(("If-Match", "*")).Send(method, $"/{folder}/999999", method == "DELETE" ? null : "{}")).Is(404);
    }

    [Fact]
    public async Task A_running_timer_is_never_unchanged_but_its_tag_guards_writes()
    {
        var world = await World.CreateAsync(app);
        var timer = (await world.Api.Post("/time-entries/start")).Is(201);
        app.Time.Advance(TimeSpan.FromSeconds(5));

        var shown = (await world.Api.With(("If-None-Match", timer.ETag!)).Get(timer.Self)).Is(200);
        Assert.Equal((5, timer.ETag), (shown.Data.Number("duration"), shown.ETag));
        (await world.Api.With(("If-Match", timer.ETag!)).Patch(timer.Self, """{ "title": "t" }""")).Is(200);
        (await world.Api.With(("If-Match", timer.ETag!)).Patch(timer.Self, """{ "title": "u" }""")).Is(412);
    }

    [Fact]
    public async Task A_tag_changes_with_all_that_is_shown()
    {
        var world = await World.CreateAsync(app);
        var root = (await world.Api.Post("/projects", """{ "title": "Root" }""")).Self;
        var child = await world.Api.Post("/projects", """{ "title": "Child", "parent": "Root" }""");
        var entry = await world.Api.Post("/time-entries", EntryBody.Replace(" }", ", \"project\": \"Child\" }", StringComparison.Ordinal));
        var rootTag = (await world.Api.Get(root)).ETag;

        // The child shows its parent's title; the parent shows its children.
        await world.Api.Patch(root, """{ "title": "Trunk" }""");
        var renamed = await world.Api.Get(child.Self);
        Assert.Equal("Trunk", renamed.Data["title_chain"]![0]!.GetValue<string>());
        Assert.NotEqual(child.ETag, renamed.ETag);
        var trunkTag = (await world.Api.Get(root)).ETag;
        Assert.NotEqual(rootTag, trunkTag);
        await world.Api.Delete(child.Self);
        Assert.NotEqual(trunkTag, (await world.Api.Get(root)).ETag);

        // The entry shows its project no more.
        var orphan = await world.Api.Get(entry.Self);
        Assert.Null(orphan.Data["project"]);
        Assert.NotEqual(entry.ETag, orphan.ETag);
    }

    [Fact]
    public async Task Of_writes_with_the_same_condition_one_wins()
    {
        var world = await World.CreateAsync(app);
        var created = (await CreateAsync(world, "time-entries")).Is(201);
        var api = world.Api.With(("If-Match", created.ETag!));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => api.Patch(created.Self, $$"""{ "title": "{{i}}" }""")));

        Assert.Equal(1, answers.Count(answer => (int)answer.Status == 200));
        Assert.Equal(7, answers.Count(answer => (int)answer.Status == 412));
    }
}
