using System.Text.Json.Nodes;
using Polychron.Dialects.Timether.Tests.Support;

namespace Polychron.Dialects.Timether.Tests.Contract;

[Collection(TimetherAppTests.Name)]
public sealed class BatchContractTests(TimetherApp app)
{
    [Fact]
    public async Task A_batch_creates_changes_and_deletes()
    {
        var world = await World.CreateAsync(app);
        var (changed, gone) = (await world.AddEntryAsync(), await world.AddEntryAsync());

        var answer = (await world.Api.Post("/time_entries/batch", Batch(true,
            """{"op":"create","time_entry":{"started_at":"2024-02-28T12:00:00Z","duration_seconds":60,"title":"New"}}""",
            $$"""{"op":"update","id":{{changed}},"time_entry":{"title":"Changed"} }""",
            $$"""{"op":"delete","id":{{gone}}}"""))).Is(200);

        var results = answer["results"]!.AsArray();
        Assert.Equal([201, 200, 204], results.Select(result => result!["status"]!.GetValue<int>()));
        Assert.Equal("New", results[0]!["time_entry"]!["title"]!.GetValue<string>());
        Assert.Equal("Changed", (await world.Api.Get($"/time_entries/{changed}")).Is(200)["title"]!.GetValue<string>());
        (await world.Api.Get($"/time_entries/{gone}")).IsError(404, "not_found");
    }

    [Fact]
    public async Task An_atomic_batch_of_which_one_fails_writes_nothing_and_says_which()
    {
        var world = await World.CreateAsync(app);
        var kept = await world.AddEntryAsync();

        var refused = (await world.Api.Post("/time_entries/batch", Batch(null,
            $$"""{"op":"delete","id":{{kept}}}""",
            """{"op":"create","time_entry":{"started_at":"yesterday","duration_seconds":60}}""",
            """{"op":"update","id":424242,"time_entry":{"title":"x"}}"""))).IsError(422, "batch_refused");

        Assert.Equal(
            ["operations.1.started_at", "operations.2"],
            refused["error"]!["details"]!.AsArray().Select(detail => detail!["field"]!.GetValue<string>()));
        Assert.Equal([kept], (await world.Api.Get("/time_entries")).Ids);
    }

    [Fact]
    public async Task A_batch_that_is_not_atomic_writes_what_it_can()
    {
        var world = await World.CreateAsync(app);
        var gone = await world.AddEntryAsync();

        var answer = (await world.Api.Post("/time_entries/batch", Batch(false,
            """{"op":"fly"}""",
            $$"""{"op":"delete","id":{{gone}}}""",
            $$"""{"op":"delete","id":{{gone}}}""",
            """{"op":"create","time_entry":{"started_at":"2024-02-28T12:00:00Z"}}""",
            "7"))).Is(200);

        var results = answer["results"]!.AsArray();
        Assert.Equal([422, 204, 404, 422, 422], results.Select(result => result!["status"]!.GetValue<int>()));
        Assert.Equal("not_found", results[2]!["error"]!["code"]!.GetValue<string>());
        Assert.Equal("ended_at", results[3]!["error"]!["details"]![0]!["field"]!.GetValue<string>());
        Assert.Empty((await world.Api.Get("/time_entries")).Ids);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_batch_has_1_to_100_operations(int count)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Post("/time_entries/batch", Batch(true, [.. Enumerable.Repeat("""{"op":"delete","id":1}""", count)]))).IsInvalid("operations");
    }

    [Fact]
    public async Task A_hundred_creations_are_one_write()
    {
        var world = await World.CreateAsync(app);
        var before = (await world.Api.Get("/changes?limit=500")).Is(200)["head"]!.GetValue<long>();

        (await world.Api.Post("/time_entries/batch", Batch(true, [.. Enumerable.Range(0, 100).Select(i =>
            $$"""{"op":"create","time_entry":{"started_at":"2024-02-28T{{i / 60:00}}:{{i % 60:00}}:00Z","duration_seconds":60} }""")]))).Is(200);

        Assert.Equal(before + 100, (await world.Api.Get("/changes?limit=500")).Is(200)["head"]!.GetValue<long>());
    }

    private static string Batch(bool? atomic, params string[] operations)
    {
        var body = new JsonObject { ["operations"] = new JsonArray([.. operations.Select(operation => JsonNode.Parse(operation))]) };
        if (atomic is { } flag)
        {
            body["atomic"] = flag;
        }

        return body.ToJsonString();
    }
}
