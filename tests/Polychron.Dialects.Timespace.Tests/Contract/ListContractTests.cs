using Polychron.Dialects.Timespace.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timespace.Tests.Contract;

/// <summary>"List Records".</summary>
[Collection(TimespaceAppTests.Name)]
public sealed class ListContractTests(TimespaceApp app)
{
    [Fact]
    public async Task Limit_is_required()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Get("/record/en/rest")).Is(400, """
            {"error":{"code":"limit_required","message":"The limit parameter is required: how many records at most.",
             "fields":[{"key":"limit","label":"Limit","message":"The limit parameter is required: how many records at most."}]}}
            """);
        (await world.Api.Get("/record/en/rest?limit=")).IsRefused(400, "limit_required");
        foreach (var limit in new[] { "0", "-1", "501", "x" })
        {
            (await world.Api.Get($"/record/en/rest?limit={limit}")).IsInvalid("limit");
        }

        (await world.Api.Get("/record/en/rest?limit=1&offset=-1")).IsInvalid("offset");
        (await world.Api.Get("/record/en/rest?limit=1&offset=&freetext=&all_clouds=")).Is(200);
        (await world.Api.Get("/record/en/rest?limit=1&all_clouds=perhaps")).IsInvalid("all_clouds");
    }

    [Fact]
    public async Task Lists_have_the_records_of_a_type_or_of_all()
    {
        var world = await World.CreateAsync(app);
        var client = await world.AddRecordAsync("client", """{"name":"Acme"}""");
        var label = await world.AddRecordAsync("label", """{"name":"Design"}""");
        var older = await world.AddEntryAsync("Older", start: "2024-02-27T09:00:00Z", end: "2024-02-27T10:00:00Z");
        var newer = await world.AddEntryAsync("Newer");
        Assert.Equal([client], await IdsAsync(world.Api, "/client/en/rest?limit=10"));
        Assert.Equal([newer, older], await IdsAsync(world.Api, "/time_entry/en/rest?limit=10"));
        Assert.Equal([world.CloudId], await IdsAsync(world.Api, "/cloud/en/rest?limit=10"));
        Assert.Equal([world.Id(world.Owner)], await IdsAsync(world.Api, "/person/en/rest?limit=10"));
        Assert.Equal(
            [world.CloudId, world.Id(world.Owner), client, label, newer, older], await IdsAsync(world.Api, "/record/en/rest?limit=10"));
    }

    [Fact]
    public async Task Every_window_of_a_list_is_cut_from_the_whole()
    {
        var world = await World.CreateAsync(app);
        var other = await World.CreateAsync(app, world.Owner, "Other");
        for (var i = 0; i < 3; i++)
        {
            await world.AddRecordAsync("label", $$"""{"name":"L{{i}}"}""");
            await world.AddEntryAsync($"E{i}");
            await other.AddEntryAsync($"O{i}");
        }

        foreach (var search in new[] { "", "&freetext=e" })
        {
            var all = await IdsAsync(world.Api, $"/record/en/rest?limit=100{search}");
            Assert.Equal(all.Length, all.Distinct().Count());
            for (var offset = 0; offset <= all.Length + 1; offset++)
            {
                foreach (var limit in new[] { 1, 2, 5 })
                {
                    var page = await IdsAsync(world.Api, $"/record/en/rest?limit={limit}&offset={offset}{search}");
                    Assert.Equal(all.Skip(offset).Take(limit), page);
                }
            }
        }

        var first = await world.Api.Get("/label/en/rest?limit=2&freetext=L");
        Assert.Contains("/timespace/label/en/rest?limit=2&freetext=L&offset=2>; rel=\"next\"", first.Header("Link"), StringComparison.Ordinal);
        Assert.Null((await world.Api.Get("/label/en/rest?limit=4")).Header("Link"));
    }

    [Fact]
    public async Task Freetext_means_all_words_whatever_their_case()
    {
        var world = await World.CreateAsync(app);
        var both = await world.AddRecordAsync("client", """{"name":"Acme Rockets"}""");
        await world.AddRecordAsync("client", """{"name":"Acme Boats"}""");
        var entry = await world.AddRecordAsync(
            "time_entry", """{"title":"Rocket test","notes":"for ACME","start":"2024-02-28T09:00:00Z","end":"2024-02-28T10:00:00Z"}""");
        Assert.Equal([both, entry], await IdsAsync(world.Api, "/record/en/rest?limit=10&freetext=rocket%20acme&offset=0"));
        Assert.Empty(await IdsAsync(world.Api, "/record/en/rest?limit=10&freetext=rocket%20boats"));
        (await world.Api.Get($"/record/en/rest?limit=10&freetext={new string('x', 501)}")).IsInvalid("freetext");
    }

    [Fact]
    public async Task Other_clouds_show_what_mentions_the_caller_and_with_all_clouds_what_they_may_read()
    {
        var own = await World.CreateAsync(app);
        var other = await World.CreateAsync(app, name: "Other");
        var person = own.Owner;
        await other.SetAsync(person, Role.Member);
        var mine = await other.AddEntryAsync("Mine", person.Api);
        var theirs = await other.AddEntryAsync("Theirs");
        await other.SetAsync(person, Role.Viewer);
        var home = await own.AddEntryAsync("Home");
        Assert.Equal([home, mine], await IdsAsync(person.Api, "/time_entry/en/rest?limit=10"));
        Assert.Equal(
            new[] { home, mine, theirs }.Order(), (await IdsAsync(person.Api, "/time_entry/en/rest?limit=10&all_clouds=true")).Order());
        Assert.Equal([own.CloudId], await IdsAsync(person.Api, "/0/en/rest?my_clouds=true"));

        // A cloud that the caller is not in is in neither.
        Assert.Equal([theirs, mine], await IdsAsync(other.Api, "/time_entry/en/rest?limit=10&all_clouds=true"));
    }

    [Fact]
    public async Task A_robots_clouds_are_those_that_grant_it_permission()
    {
        var world = await World.CreateAsync(app);
        var other = await World.CreateAsync(app, world.Owner, "Other");
        var (robot, api, _) = await world.AddRobotAsync("read");
        Assert.Equal([world.CloudId], await IdsAsync(api, "/0/en/rest?my_clouds=true"));
        (await world.Api.Put($"/{robot}/en/permissions", $$"""{"cloud":"{{other.CloudId}}","permission":"read"}""")).Is(200);
        Assert.Equal([world.CloudId, other.CloudId], await IdsAsync(api, "/0/en/rest?my_clouds=true"));
    }

    [Fact]
    public async Task Types_and_templates_are_listed()
    {
        var world = await World.CreateAsync(app);
        var types = (await world.Api.Get("/0/en/rest?types=true")).Is(200).Json.AsArray();
        Assert.Equal(
            ["record", "time_entry", "project", "client", "label", "person", "team", "cloud", "robot_user"],
            types.Select(type => type!.Text("id")));
        var templates = (await world.Api.Get("/0/en/rest?templates=true")).Is(200).Json.AsArray();
        Assert.Contains(templates, template => template!.Text("id") == $"time_entry.{world.Cloud}"
            && template!.Text("cloud") == world.CloudId && template!.Text("label") == "Time entry");
        Assert.DoesNotContain(templates, template => template!.Text("type") is "cloud" or "record");
        (await world.Api.Get("/0/en/rest")).IsRefused(400, "bad_request");
    }

    private static async Task<string[]> IdsAsync(Api api, string path) =>
        [.. (await api.Get(path)).Is(200).Json.AsArray().Select(record => record!.Text("id"))];
}
