using Polychron.Dialects.Timespace.Tests.Support;

namespace Polychron.Dialects.Timespace.Tests.Access;

/// <summary>Ids that are none, of another sort, or of another cloud answer alike.</summary>
[Collection(TimespaceAppTests.Name)]
public sealed class HostileIdTests(TimespaceApp app)
{
    [Fact]
    public async Task Foreign_deleted_and_invented_records_answer_alike()
    {
        var world = await World.CreateAsync(app);
        var stranger = await World.CreateAsync(app);
        var deleted = await world.AddEntryAsync("gone");
        (await world.Api.Delete($"/{deleted}/en/rest")).Is(200);
        var foreign = await stranger.AddEntryAsync("theirs");
        var client = await stranger.AddRecordAsync("client", """{"name":"C"}""");
        string[] ids =
        [
            deleted, foreign, client, world.Id("time_entry", 999_999), world.Id("project", 1), world.Id("robot_user", world.Owner.Id),
            stranger.CloudId, world.Id("cloud", stranger.Cloud),
        ];
        var bodies = new HashSet<string>();
        foreach (var id in ids)
        {
            foreach (var query in new[] { "", "?versions=true", "?version=1", "?schema=editable" })
            {
                bodies.Add((await world.Api.Get($"/{id}/en/rest{query}")).IsRefused(404, "not_found").Body);
            }

            bodies.Add((await world.Api.Patch($"/{id}/en/rest", """{"title":"x"}""")).IsRefused(404, "not_found").Body);
            bodies.Add((await world.Api.Delete($"/{id}/en/rest")).IsRefused(404, "not_found").Body);
        }

        Assert.Single(bodies);
    }

    [Fact]
    public async Task What_is_no_id_is_nothing()
    {
        var world = await World.CreateAsync(app);
        var entry = await world.AddEntryAsync("E");
        string[] ids =
        [
            "x", "-", ".", "00", "-1", "1", "time_entry.", "time_entry.0", "time_entry.x", "cloud.1", "record.1", "Record",
            entry.ToUpperInvariant(), entry + "0", "0" + entry, entry.Replace("-e", "-p", StringComparison.Ordinal),
            "1-e1-00", "1-e-1-00", "9999999999999999999-e1-00", "99999999999999999-e1-31", new string('1', 3_000),
            "%00", "%2e%2e", "%F0%9F%92%A9", "'or'1'='1", "1-e%31-63",
        ];
        foreach (var id in ids)
        {
            foreach (var answer in new[]
            {
                await world.Api.Get($"/{id}/en/rest?limit=1"),
                await world.Api.Post($"/{id}/en/rest", """{"name":"x"}"""),
                await world.Api.Patch($"/{id}/en/rest", """{"name":"x"}"""),
                await world.Api.Delete($"/{id}/en/rest"),
                await world.Api.Get($"/{id}/en/api_keys"),
                await world.Api.Post($"/{id}/en/rest_hooks", """{"hook_url":"https://hooks.example.com/"}"""),
            })
            {
                Assert.True((int)answer.Status is 404 or 400, $"{id} answered {(int)answer.Status}: {answer.Body}");
            }
        }
    }

    [Fact]
    public async Task A_type_is_no_template_and_a_record_no_type()
    {
        var world = await World.CreateAsync(app);
        var entry = await world.AddEntryAsync("E");
        (await world.Api.Post("/time_entry/en/rest", "{}")).IsRefused(404, "not_found");
        (await world.Api.Patch("/time_entry/en/rest", "{}")).IsRefused(404, "not_found");
        (await world.Api.Delete($"/time_entry.{world.Cloud}/en/rest")).IsRefused(404, "not_found");
        (await world.Api.Post($"/{entry}/en/rest", "{}")).IsRefused(404, "not_found");
        (await world.Api.Post($"/{entry}/en/rest_hooks", "{}")).IsRefused(404, "not_found");
        (await world.Api.Get($"/time_entry.{world.Cloud}/en/rest")).IsRefused(404, "not_found");
        (await world.Api.Get("//timespace/somewhere")).IsRefused(404, "not_found");
        (await world.Api.Get("//timespace")).Is(404);
    }

    [Fact]
    public async Task Records_of_another_cloud_cannot_be_named_in_a_body()
    {
        var world = await World.CreateAsync(app);
        var other = await World.CreateAsync(app, world.Owner);
        var project = await other.AddRecordAsync("project", """{"title":"P"}""");
        var label = await other.AddRecordAsync("label", """{"name":"L"}""");
        const string Hour = "\"start\":\"2024-02-28T09:00:00Z\",\"end\":\"2024-02-28T10:00:00Z\"";
        (await world.Api.Post($"/time_entry.{world.Cloud}/en/rest", $$"""{"project":"{{project}}",{{Hour}}}""")).IsInvalid("project");
        (await world.Api.Post($"/time_entry.{world.Cloud}/en/rest", $$"""{"project":"{{world.Id("project", 999_999)}}",{{Hour}}}"""))
            .IsInvalid("project");
        (await world.Api.Post($"/time_entry.{world.Cloud}/en/rest", $$"""{"labels":["{{label}}"],{{Hour}}}""")).IsInvalid("labels.0");
        (await world.Api.Post($"/time_entry.{world.Cloud}/en/rest", $$"""{"user":"{{world.Id("person", 999_999)}}",{{Hour}}}"""))
            .IsInvalid("user");
    }

    [Theory]
    [InlineData("de", "Nicht gefunden.")]
    [InlineData("de-AT", "Nicht gefunden.")]
    [InlineData("DE", "Nicht gefunden.")]
    [InlineData("fr_CA", "Introuvable.")]
    [InlineData("en", "Not found.")]
    [InlineData("tlh", "Not found.")]
    [InlineData("..%2f", "Not found.")]
    [InlineData("0", "Not found.")]
    public async Task A_message_is_in_the_language_of_the_path_and_else_in_english(string language, string message)
    {
        var world = await World.CreateAsync(app);
        Assert.Equal(message, (await world.Api.Get($"/1-e1-00/{language}/rest")).IsRefused(404, "not_found").Json["error"]!.Text("message"));
    }
}
