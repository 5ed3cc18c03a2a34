using Polychron.Dialects.Timespace.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timespace.Tests.Contract;

/// <summary>"Robot Users".</summary>
[Collection(TimespaceAppTests.Name)]
public sealed class RobotTests(TimespaceApp app)
{
    [Fact]
    public async Task A_robot_user_is_added_gets_a_key_and_finds_and_creates_records_with_it()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddRecordAsync("robot_user", """{"name":"Importer","permission":"write"}""");
        var made = (await world.Api.Post($"/{id}/en/api_keys", """{"name":"Nightly"}""")).Is(201).Json;
        Assert.StartsWith("pcn_", made.Text("api_key"), StringComparison.Ordinal);
        Assert.Equal($"timespace_api_key={made.Text("api_key")}", made.Text("cookie"));
        var robot = new Api(app, null).With(("Cookie", made.Text("cookie")));
        var client = await world.AddRecordAsync("client", """{"name":"C"}""", robot);
        var entry = await world.AddEntryAsync("By a robot", robot);
        var shown = (await world.Api.Get($"/{entry}/en/rest")).Is(200).Json;
        Assert.Equal(id, shown.Text("created_by"));
        Assert.Equal("Importer", shown.Text("user_name"));
        (await robot.Get($"/{client}/en/rest")).Is(200);

        // It sees everyone's time, as a reader would.
        var owners = await world.AddEntryAsync("By the owner");
        (await robot.Get($"/{owners}/en/rest")).Is(200);

        // The key is shown once.
        var listed = (await world.Api.Get($"/{id}/en/api_keys")).Is(200);
        Assert.DoesNotContain(made.Text("api_key"), listed.Body, StringComparison.Ordinal);
        Assert.Equal("Nightly", listed.Json[0]!.Text("name"));
    }

    [Fact]
    public async Task A_robot_that_may_only_read_sees_and_changes_nothing()
    {
        var world = await World.CreateAsync(app);
        var (id, robot, _) = await world.AddRobotAsync("read");
        var entry = await world.AddEntryAsync("Meeting");
        (await robot.Get($"/{entry}/en/rest")).Is(200);
        (await robot.Post($"/client.{world.Cloud}/en/rest", """{"name":"C"}""")).IsRefused(403, "forbidden");
        (await robot.Delete($"/{entry}/en/rest")).IsRefused(403, "forbidden");
        (await world.Api.Patch($"/{id}/en/rest", """{"permission":"write"}""")).Is(200);
        (await robot.Post($"/client.{world.Cloud}/en/rest", """{"name":"C"}""")).Is(201);
        (await world.Api.Patch($"/{id}/en/rest", """{"permission":"read"}""")).Is(200);
        (await robot.Post($"/client.{world.Cloud}/en/rest", """{"name":"C"}""")).IsRefused(403, "forbidden");
    }

    [Fact]
    public async Task A_revoked_key_is_refused_from_the_next_request_on()
    {
        var world = await World.CreateAsync(app);
        var (id, robot, _) = await world.AddRobotAsync();
        var other = new Api(app, (await world.Api.Post($"/{id}/en/api_keys", "{}")).Is(201).Json.Text("api_key"));
        (await robot.Get("/client/en/rest?limit=1")).Is(200);
        var key = (await world.Api.Get($"/{id}/en/api_keys")).Json[0]!.Number("id");
        (await world.Api.Delete($"/{id}/en/api_keys/{key}")).Is(204);
        (await robot.Get("/client/en/rest?limit=1")).IsRefused(401, "unauthenticated");
        (await other.Get("/client/en/rest?limit=1")).Is(200);
        (await world.Api.Delete($"/{id}/en/api_keys/{key}")).Is(204);
        (await world.Api.Delete($"/{id}/en/api_keys/999999")).IsRefused(404, "not_found");
        (await world.Api.Delete($"/{id}/en/api_keys/x")).IsRefused(404, "not_found");
    }

    [Fact]
    public async Task A_repeated_request_for_a_key_makes_one_and_shows_it_once()
    {
        var world = await World.CreateAsync(app);
        var (id, _, _) = await world.AddRobotAsync();
        var api = world.Api.With(("Idempotency-Key", "k"));
        var first = (await api.Post($"/{id}/en/api_keys", "{}")).Is(201).Json;
        var second = (await api.Post($"/{id}/en/api_keys", "{}")).Is(201).Json;
        Assert.Equal(first.Number("id"), second.Number("id"));
        Assert.Null(second["api_key"]);
        Assert.Equal(2, (await world.Api.Get($"/{id}/en/api_keys")).Json.AsArray().Count);
    }

    [Fact]
    public async Task A_robot_has_a_permission_in_each_of_several_clouds()
    {
        var world = await World.CreateAsync(app);
        var other = await World.CreateAsync(app, world.Owner, "Other");
        var (id, robot, _) = await world.AddRobotAsync();
        (await robot.Get($"/{other.CloudId}/en/rest")).IsRefused(404, "not_found");
        var there = (await world.Api.Put(
            $"/{id}/en/permissions", $$"""{"cloud":"{{other.CloudId}}","permission":"read"}""")).Is(200).Json;
        Assert.Equal(other.CloudId, there.Text("cloud"));
        Assert.Equal("read", there.Text("permission"));
        Assert.Equal(world.CloudId, there.Text("owner_cloud"));
        (await robot.Get($"/{other.CloudId}/en/rest")).Is(200);
        (await robot.Post($"/client.{other.Cloud}/en/rest", """{"name":"C"}""")).IsRefused(403, "forbidden");
        (await robot.Post($"/client.{world.Cloud}/en/rest", """{"name":"C"}""")).Is(201);

        // Its keys are managed where it belongs, and it is let go anywhere.
        (await world.Api.Get($"/{there.Text("id")}/en/api_keys")).IsRefused(403, "forbidden");
        (await world.Api.Delete($"/{there.Text("id")}/en/rest")).Is(200);
        (await robot.Get($"/{other.CloudId}/en/rest")).IsRefused(404, "not_found");
        (await robot.Get($"/{world.CloudId}/en/rest")).Is(200);
    }

    [Fact]
    public async Task A_robot_that_is_deleted_has_no_keys_and_is_in_no_cloud()
    {
        var world = await World.CreateAsync(app);
        var other = await World.CreateAsync(app, world.Owner, "Other");
        var (id, robot, _) = await world.AddRobotAsync();
        (await world.Api.Put($"/{id}/en/permissions", $$"""{"cloud":"{{other.CloudId}}","permission":"write"}""")).Is(200);
        (await world.Api.Delete($"/{id}/en/rest")).Is(200);
        (await robot.Get("/client/en/rest?limit=1")).IsRefused(401, "unauthenticated");
        Assert.Empty((await world.Api.Get("/robot_user/en/rest?limit=9&all_clouds=true")).Is(200).Json.AsArray());
    }

    [Fact]
    public async Task Only_owners_and_managers_who_are_persons_manage_robots()
    {
        var world = await World.CreateAsync(app);
        var stranger = await World.CreateAsync(app);
        var (id, robot, _) = await world.AddRobotAsync();
        var keys = $"/{id}/en/api_keys";
        var (viewer, member, manager) =
            (await world.AddAsync(Role.Viewer), await world.AddAsync(Role.Member), await world.AddAsync(Role.Manager));
        foreach (var api in new[] { viewer.Api, member.Api, robot })
        {
            (await api.Post($"/robot_user.{world.Cloud}/en/rest", """{"name":"R","permission":"read"}""")).IsRefused(403, "forbidden");
            (await api.Patch($"/{id}/en/rest", """{"name":"R"}""")).IsRefused(403, "forbidden");
            (await api.Delete($"/{id}/en/rest")).IsRefused(403, "forbidden");
            (await api.Post(keys, "{}")).IsRefused(403, "forbidden");
            (await api.Get(keys)).IsRefused(403, "forbidden");
            (await api.Delete($"{keys}/1")).IsRefused(403, "forbidden");
            (await api.Put($"/{id}/en/permissions", $$"""{"cloud":"{{world.CloudId}}","permission":"read"}""")).IsRefused(403, "forbidden");
        }

        (await stranger.Api.Get(keys)).IsRefused(404, "not_found");
        (await manager.Api.Post(keys, "{}")).Is(201);
        (await manager.Api.Post($"/robot_user.{world.Cloud}/en/rest", """{"name":"R","permission":"read"}""")).Is(201);

        // Nobody gives a robot away to a cloud that is not theirs, or learns whether there is one.
        (await manager.Api.Put($"/{id}/en/permissions", $$"""{"cloud":"{{stranger.CloudId}}","permission":"read"}""")).IsInvalid("cloud");
        (await manager.Api.Put($"/{id}/en/permissions", $$"""{"cloud":"{{world.Id("cloud", 999_999)}}","permission":"read"}""")).IsInvalid("cloud");
        (await world.Api.Get($"/{world.Id(world.Owner)}/en/api_keys")).IsRefused(404, "not_found");
        (await world.Api.Post($"/{world.Id("robot_user", world.Owner.Id)}/en/api_keys", "{}")).IsRefused(404, "not_found");
    }

    [Fact]
    public async Task A_robot_is_listed_with_the_members_of_other_dialects_and_cannot_own()
    {
        var world = await World.CreateAsync(app);
        var (_, robot, _) = await world.AddRobotAsync();
        var users = (await world.Api.Other("GET", $"/timely/1.1/{world.Cloud}/users")).Is(200).Json.AsArray();
        var listed = Assert.Single(users, user => user!.Text("name") == "Robot");
        (await robot.Other("GET", "/timing/api/v1/projects")).Is(200);
        var id = listed!.Number("id");
        (await world.Api.Other("PUT", $"/timely/1.1/{world.Cloud}/users/{id}", """{"user":{"role_id":1}}""")).Is(422);
    }
}
