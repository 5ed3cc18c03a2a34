using Polychron.Dialects.Timether.Tests.Support;

namespace Polychron.Dialects.Timether.Tests.Writes;

/// <summary>Entity tags and idempotency keys, as in every dialect.</summary>
[Collection(TimetherAppTests.Name)]
public sealed class WriteTests(TimetherApp app)
{
    public static TheoryData<string> Kinds => ["/clients", "/projects", "/tags", "/time_entries", "/workspace_memberships"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_tag_saves_a_body_and_guards_a_write(string list)
    {
        var world = await World.CreateAsync(app);
        var path = $"{list}/{await MakeAsync(world, list)}";
        const string change = """{"external_id":"x","is_archived":true}""";

        var shown = (await world.Api.Get(path)).Is(200);
        Assert.Empty((await world.Api.With(("If-None-Match", shown.ETag!)).Get(path)).Is(304).Body);
        var changed = (await world.Api.With(("If-Match", shown.ETag!)).Patch(path, change)).Is(200);
        Assert.NotEqual(shown.ETag, changed.ETag);
        (await world.Api.With(("If-Match", shown.ETag!)).Patch(path, change)).IsError(412, "precondition_failed");
        (await world.Api.With(("If-Match", shown.ETag!)).Delete(path)).IsError(412, "precondition_failed");
        Assert.Equal(changed.Body, (await world.Api.Get(path)).Is(200).Body);
        if (list != "/workspace_memberships")
        {
            (await world.Api.With(("If-Match", changed.ETag!)).Delete(path)).Is(204);
        }
    }

    [Fact]
    public async Task A_write_under_a_key_is_made_once()
    {
        var world = await World.CreateAsync(app);
        var keyed = world.Api.With(("Idempotency-Key", "once"));
        const string body = """{"started_at":"2024-02-28T09:00:00Z","duration_seconds":60}""";

        var first = (await keyed.Post("/time_entries", body)).Is(201);
        var again = (await keyed.Post("/time_entries", body)).Is(201);

        Assert.Equal(first.Body, again.Body);
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.Equal([first.Id], (await world.Api.Get("/time_entries")).Ids);
        (await keyed.Post("/time_entries", """{"started_at":"2024-02-28T10:00:00Z","duration_seconds":60}""")).IsInvalid("Idempotency-Key");
    }

    [Theory]
    [InlineData("/clients", "The name field can't be blank.")]
    [InlineData("/projects", "The name field can't be blank.")]
    [InlineData("/tags", "The name field can't be blank.")]
    public async Task What_is_wrong_is_a_sentence_about_a_field_of_this_API(string list, string message)
    {
        var world = await World.CreateAsync(app);
        var id = await MakeAsync(world, list);

        foreach (var refused in new[]
        {
            (await world.Api.Post(list, """{"name":" "}""")).IsInvalid("name"),
            (await world.Api.Patch($"{list}/{id}", """{"name":""}""")).IsInvalid("name"),
        })
        {
            Assert.Equal(message, refused["error"]!["message"]!.GetValue<string>());
            Assert.Equal(message, refused["error"]!["details"]![0]!["message"]!.GetValue<string>());
        }
    }

    private static async Task<long> MakeAsync(World world, string list) => list switch
    {
        "/clients" => await world.AddClientAsync(),
        "/projects" => await world.AddProjectAsync(),
        "/tags" => await world.AddTagAsync(),
        "/time_entries" => await world.AddEntryAsync(),
        _ => world.Owner.Id,
    };
}
