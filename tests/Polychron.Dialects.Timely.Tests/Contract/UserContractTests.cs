using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>"Users", "UserCapacities", "Roles" and "Permissions", as documented.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class UserContractTests(TimelyApp app)
{
    private static readonly string[] Fields =
    [
        "id", "email", "name", "active", "day_view_onboarded", "memory_onboarded", "created_at", "updated_at",
        "last_received_memories_date", "sign_in_count", "external_id", "time_zone", "avatar", "type", "weekly_capacity",
        "user_level", "admin", "hide_hourly_rate", "deleted", "default_hour_rate", "internal_hour_rate", "role_id", "role",
    ];

    [Fact]
    public async Task An_invited_user_has_every_documented_field()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectAsync();
        var email = $"marija.{Guid.CreateVersion7()}@timely.com";
        var user = (await world.Api.Post("~/users", $$"""
            {"user":{"name":"Marija Petrovic","email":"{{email}}","user_level":"normal","admin":false,"projects":[{"project_id":{{project}},"hour_rate":10}]},"name":null,"admin":{"id":203,"notifier":false} }
            """)).Is(200).Json;
        Assert.Equal(Fields.Order(), user.AsObject().Select(field => field.Key).Order());
        Assert.Equal(email, user.Text("email"));
        Assert.Equal("manager", user.Text("user_level"));
        Assert.Equal("manager", user["role"]!.Text("name"));
        Assert.Equal(2, user.Number("role_id"));
        Assert.Equal("40.0", user["weekly_capacity"]!.ToJsonString());
        Assert.Equal("0.0", user["internal_hour_rate"]!.ToJsonString());
        Assert.Equal(1_709_294_400, user.Number("created_at"));
        var id = user.Number("id");
        var users = (await world.Api.Get($"~/projects/{project}")).Is(200).Json["users"]!.AsArray();
        Assert.Contains(users, of => of!.Number("user_id") == id);
        (await world.Api.Post("~/users", $$"""{"user":{"name":"X","email":"{{email.ToUpperInvariant()}}","role_id":3} }""")).IsInvalid("email");
        (await world.Api.Delete($"~/users/{id}")).Is(200, "{}");
        var deleted = (await world.Api.Get("~/users?filter=deleted")).Is(200).Json;
        Assert.Equal(id, Assert.Single(deleted.AsArray())!.Number("id"));
        Assert.True(deleted[0]!["deleted"]!.GetValue<bool>());
        (await world.Api.Post("~/users", """{"user":{}}""")).Is(422, """{"errors":{"name":["can't be blank"],"email":["can't be blank"]}}""");
        Assert.Equal(id, (await world.Api.Post("~/users", $$"""{"user":{"name":"X","email":"{{email}}","role_id":3} }""")).Is(200).Json.Number("id"));
    }

    [Fact]
    public async Task Current_and_shown_users()
    {
        var world = await World.CreateAsync(app);
        var current = (await world.Api.Get("~/users/current")).Is(200).Json;
        Assert.Equal(Fields.Order(), current.AsObject().Select(field => field.Key).Order());
        Assert.Equal("admin", current.Text("user_level"));
        Assert.True(current["admin"]!.GetValue<bool>());
        Assert.Equal("Europe/Paris", current.Text("time_zone"));
        var shown = (await world.Api.Get($"~/users/{world.Owner.Id}")).Is(200).Json;
        Assert.Equal(Fields.Append("active_projects_count").Order(), shown.AsObject().Select(field => field.Key).Order());
        var avatar = current["avatar"]!.AsObject();
        Assert.Equal(
            ["large", "large_retina", "medium", "medium_retina", "small", "small_retina"], avatar.Select(size => size.Key).Order());
        using var picture = await app.Http.GetAsync(avatar["large"]!.GetValue<string>());
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        Assert.Contains(">MP<", await picture.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_have_ten_users_newest_first()
    {
        var world = await World.CreateAsync(app);
        var last = 0L;
        for (var i = 0; i < 11; i++)
        {
            last = (await world.AddAsync(Role.Member)).Id;
        }

        var list = (await world.Api.Get("~/users")).Is(200);
        Assert.Equal(10, list.Json.AsArray().Count);
        Assert.Equal(last, list.Json[0]!.Number("id"));
        Assert.Equal($"<{world.Api.Url("~/users")}?offset=10>; rel=\"next\"", list.Header("Link"));
        Assert.Equal(2, (await world.Api.Get("~/users?offset=10")).Is(200).Json.AsArray().Count);
        Assert.Equal(world.Owner.Id, (await world.Api.Get("~/users?order=asc&limit=1")).Is(200).Json[0]!.Number("id"));
    }

    [Fact]
    public async Task Admins_change_roles_rates_and_capacity()
    {
        var world = await World.CreateAsync(app);
        var person = await world.AddAsync(Role.Manager);
        var changed = (await world.Api.Put($"~/users/{person.Id}", """
            {"user":{"admin":{"id":208},"role_id":3,"weekly_capacity":37.5,"hour_rate":80,"external_id":"E7","hide_hourly_rate":true,"email":"other@example.com","created_at":1},"internal_hour_rate":30}
            """)).Is(200).Json;
        Assert.Equal("employee", changed.Text("user_level"));
        Assert.Equal("37.5", changed["weekly_capacity"]!.ToJsonString());
        Assert.Equal("80.0", changed["default_hour_rate"]!.ToJsonString());
        Assert.Equal("30.0", changed["internal_hour_rate"]!.ToJsonString());
        Assert.Equal(person.Email, changed.Text("email"));
        var own = (await person.Api.Get("~/users/current")).Is(200).Json;
        Assert.Null(own["default_hour_rate"]);
        Assert.Null(own["internal_hour_rate"]);
        (await world.Api.Put($"~/users/{person.Id}", """{"user":{"weekly_capacity":37.3}}""")).IsInvalid("weekly_capacity");
        (await world.Api.Put($"~/users/{person.Id}", """{"user":{"role_id":9}}""")).IsInvalid("role_id");
        (await world.Api.Put($"~/users/{world.Owner.Id}", """{"user":{"role_id":3}}""")).IsInvalid("role_id");
        (await world.Api.Delete($"~/users/{world.Owner.Id}")).IsInvalid("role_id");
        (await person.Api.Put($"~/users/{person.Id}", """{"user":{"role_id":1}}""")).Is(403);
        Assert.Equal("Mia", (await person.Api.Put($"~/users/{person.Id}", """{"user":{"name":"Mia"}}""")).Is(200).Json.Text("name"));
        Assert.Equal("Mia", (await app.Directory.FindUserAsync(person.Id))!.Name);
        (await world.Api.Put($"~/users/{person.Id}", """{"user":{"name":"Not theirs"}}""")).Is(403);
        Assert.Equal(
            "manager",
            (await world.Api.Put($"~/users/{person.Id}", """{"user":{"user_level":"normal"}}""")).Is(200).Json.Text("user_level"));
    }

    [Fact]
    public async Task A_project_that_is_everyones_stays_so_when_somebody_is_put_on_it()
    {
        var world = await World.CreateAsync(app);
        var open = await world.AddProjectAsync(""", "users":[]""");
        var employee = await world.AddAsync(Role.Member);
        var invited = (await world.Api.Post("~/users", $$"""
            {"user":{"name":"Marija Petrovic","email":"{{Guid.CreateVersion7()}}@timely.com","role_id":3,"projects":[{"project_id":{{open}},"hour_rate":10}]} }
            """)).Is(200).Json.Number("id");
        (await employee.Api.Get($"~/projects/{open}")).Is(200);
        (await world.Api.Put($"~/users/{invited}", $$"""{"user":{"projects":[{"project_id":{{open}}}]} }""")).Is(200);
        Assert.Empty((await employee.Api.Get($"~/projects/{open}")).Is(200).Json["users"]!.AsArray());
        Assert.Equal(1, (await world.Api.Get($"~/users/{invited}")).Is(200).Json.Number("active_projects_count"));
    }

    [Fact]
    public async Task Rates_are_hidden_from_no_admin_as_the_roles_say()
    {
        // "List roles": the options of hide_hourly_rate are [false] for the admin.
        var world = await World.CreateAsync(app);
        var person = await world.AddAsync(Role.Member);
        (await world.Api.Put($"~/users/{world.Owner.Id}", """{"user":{"hide_hourly_rate":true}}""")).IsInvalid("hide_hourly_rate");
        (await world.Api.Put($"~/users/{person.Id}", """{"user":{"role_id":1,"hide_hourly_rate":true}}""")).IsInvalid("hide_hourly_rate");
        Assert.True(await HidesAsync("""{"user":{"hide_hourly_rate":true}}"""));
        Assert.False(await HidesAsync("""{"user":{"role_id":1}}"""));
        Assert.False(await HidesAsync("""{"user":{"role_id":1,"hide_hourly_rate":false}}"""));
        Assert.True(await HidesAsync("""{"user":{"role_id":2,"hide_hourly_rate":true}}"""));

        async Task<bool> HidesAsync(string body) =>
            (await world.Api.Put($"~/users/{person.Id}", body)).Is(200).Json["hide_hourly_rate"]!.GetValue<bool>();
    }

    [Fact]
    public async Task Capacities_of_one_and_of_all()
    {
        var world = await World.CreateAsync(app);
        const string One = """
            [{ "id": null, "weekly_capacity": 40.0, "daily_capacity": 8.0, "weekdays": "MO,TU,WE,TH,FR", "total_working_days": null,
               "weekly_working_days": 5, "current": true, "start_date": "1970-01-01", "end_date": null }]
            """;
        (await world.Api.Get($"~/users/{world.Owner.Id}/capacities")).Is(200, One);
        (await world.Api.Get("~/users/capacities")).Is(200, $$"""[{ "user_id": {{world.Owner.Id}}, "capacities": {{One}} }]""");
        (await world.Api.Get("~/users/capacities?user_ids=999999")).Is(200, "[]");
        (await world.Api.Get("~/users/capacities?since=whenever")).IsInvalid("since");
    }

    [Fact]
    public async Task Roles_and_permissions()
    {
        var world = await World.CreateAsync(app);
        var roles = (await world.Api.Get("~/roles")).Is(200).Json.AsArray();
        Assert.Equal(["admin", "employee", "manager"], roles.Select(role => role!.Text("name")));
        Assert.Equal("""[{"name":"hide_hourly_rate","display_name":"Hide rate","description":"Hide hourly rates for this user","default":false,"options":[false]}]""", roles[0]!["scopes"]!.ToJsonString());
        Assert.True(roles[2]!["default"]!.GetValue<bool>());
        var admin = (await world.Api.Get("~/users/current/permissions")).Is(200).Json;
        Assert.Equal("""{"resource":"user","permissions":["create","read","update","delete","notify"]}""", admin[0]!.ToJsonString());
        Assert.Equal(
            ["user", "project", "label", "company", "team", "account", "report", "forecast", "invoice"],
            admin.AsArray().Select(one => one!.Text("resource")));
        var employee = await world.AddAsync(Role.Member);
        var own = (await world.Api.Get($"~/users/{employee.Id}/permissions")).Is(200).Json;
        Assert.Equal("""{"resource":"project","permissions":["read"]}""", own[1]!.ToJsonString());
        (await employee.Api.Get($"~/users/{world.Owner.Id}/permissions")).Is(403);
        (await employee.Api.Get($"~/users/{employee.Id}/permissions")).Is(200, own.ToJsonString());
    }
}
