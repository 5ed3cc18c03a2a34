using System.Text.Json.Nodes;
using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Billing;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>Clients send whole objects back as they were shown them, with one value changed: nothing else changes by it.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class SentBackTests(TimelyApp app)
{
    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Member)]
    public async Task Anybody_may_change_their_name_in_what_they_were_shown_of_themselves(Role role)
    {
        var world = await World.CreateAsync(app);
        var person = role == Role.Owner ? world.Owner : await world.AddAsync(role);
        var shown = (await person.Api.Get("~/users/current")).Is(200).Json;
        shown["name"] = "Mia";

        // "user[role_id] required"
        var changed = (await person.Api.Put($"~/users/{person.Id}", Wrap("user", shown))).Is(200).Json;

        // The picture has the initials.
        shown["avatar"] = changed["avatar"]!.DeepClone();
        Assert.Equal(shown.ToJsonString(), changed.ToJsonString());
        (await person.Api.Put($"~/users/{person.Id}", $$"""{"user":{"name":"Mina","role_id":{{shown["role_id"]}} } }""")).Is(200);
        if (role != Role.Owner)
        {
            (await person.Api.Put($"~/users/{person.Id}", """{"user":{"name":"Mia","role_id":1} }""")).Is(403);
            (await person.Api.Put($"~/users/{person.Id}", """{"user":{"name":"Mia","weekly_capacity":41} }""")).Is(403);

            // The internal rate is hidden: whether it was guessed is not told.
            (await person.Api.Put($"~/users/{person.Id}", """{"user":{"name":"Mia","internal_hour_rate":0} }""")).Is(403);
            Assert.Equal("Mina", (await person.Api.Get("~/users/current")).Json.Text("name"));
        }
    }

    [Fact]
    public async Task Who_may_change_nothing_stays_so()
    {
        var world = await World.CreateAsync(app);
        var viewer = await world.AddAsync(Role.Viewer);
        var shown = (await world.Api.Get($"~/users/{viewer.Id}")).Is(200).Json;
        Assert.Equal("employee", shown.Text("user_level"));
        shown["external_id"] = "E7";
        (await world.Api.Put($"~/users/{viewer.Id}", Wrap("user", shown))).Is(200);
        Assert.Equal(Role.Viewer, (await MemberAsync(world, viewer.Id)).Role);
        (await viewer.Api.Put($"~/users/{viewer.Id}", """{"user":{"name":"n"}}""")).Is(403);
    }

    [Fact]
    public async Task What_comes_from_the_account_does_not_become_the_users_own()
    {
        var world = await World.CreateAsync(app);
        var person = await world.AddAsync(Role.Manager);
        var shown = (await world.Api.Get($"~/users/{person.Id}")).Is(200).Json;
        (await world.Api.Put($"~/users/{person.Id}", Wrap("user", shown))).Is(200);
        var member = await MemberAsync(world, person.Id);
        Assert.Equal((null, null, null), (member.WeeklyCapacitySeconds, member.HourRate, member.InternalHourRate));

        // A capacity that is not in half hours comes from another dialect.
        await world.WriteAsync(world.Owner, transaction => transaction.Update(
            member, member with { WeeklyCapacitySeconds = 37 * 3_600 + 1_200, HourRate = 5_000 }));
        shown = (await world.Api.Get($"~/users/{person.Id}")).Is(200).Json;
        shown["external_id"] = "E7";
        var changed = (await world.Api.Put($"~/users/{person.Id}", Wrap("user", shown))).Is(200).Json;
        Assert.Equal("37.3333", changed["weekly_capacity"]!.ToJsonString());
        Assert.Equal("50.0", changed["default_hour_rate"]!.ToJsonString());
        Assert.Equal(37 * 3_600 + 1_200, (await MemberAsync(world, person.Id)).WeeklyCapacitySeconds);
    }

    [Fact]
    public async Task Who_is_said_to_be_no_admin_is_none()
    {
        var world = await World.CreateAsync(app);
        var admin = await world.AddAsync(Role.Owner);
        var employee = await world.AddAsync(Role.Member);
        Assert.Equal("manager", await LevelAsync(admin, """{"user":{"admin":false}}"""));
        Assert.Equal("employee", await LevelAsync(employee, """{"user":{"admin":false}}"""));
        Assert.Equal("admin", await LevelAsync(employee, """{"user":{"admin":"true","user_level":"normal"}}"""));
        Assert.Equal("employee", await LevelAsync(employee, """{"user":{"admin":false,"user_level":"limited"}}"""));

        async Task<string?> LevelAsync(Person person, string body) =>
            (await world.Api.Put($"~/users/{person.Id}", body)).Is(200).Json.Text("user_level");
    }

    [Fact]
    public async Task Somebody_who_left_the_account_stays_on_the_project_with_what_they_cost()
    {
        var world = await World.CreateAsync(app);
        var former = await world.AddAsync(Role.Member);
        var id = await world.AddProjectAsync(
            $$""", "rate_type":"user", "users":[{"user_id":{{former.Id}},"hour_rate":80},{"user_id":{{world.Owner.Id}},"hour_rate":90}]""");
        await world.AddHoursAsync(former, id);
        (await world.Api.Delete($"~/users/{former.Id}")).Is(200);
        var shown = (await world.Api.Get($"~/projects/{id}")).Is(200).Json;
        Assert.True(shown["users"]!.AsArray().Single(user => user!.Number("user_id") == former.Id)!["deleted"]!.GetValue<bool>());
        Assert.Equal(8_000, shown["cost"]!.Number("fractional"));
        shown["name"] = "Renamed";
        (await world.Api.Put($"~/projects/{id}", Wrap("project", shown))).Is(200, shown.ToJsonString());
    }

    [Theory]
    [InlineData("user")]
    [InlineData("project")]
    public async Task A_rate_that_was_not_set_in_a_project_is_not_set_by_sending_it_back(string rateType)
    {
        var world = await World.CreateAsync(app);
        var person = await world.AddAsync(Role.Member);
        (await world.Api.Put($"~/users/{person.Id}", """{"user":{"hour_rate":70}}""")).Is(200);
        var id = await world.AddProjectAsync(
            $$""", "rate_type":"{{rateType}}", "hour_rate":50, "users":[{"user_id":{{person.Id}}},{"user_id":{{world.Owner.Id}},"hour_rate":90}]""");
        var shown = (await world.Api.Get($"~/projects/{id}")).Is(200).Json;
        var rate = rateType == "user" ? 70m : 50m;
        Assert.Equal(rate, RateIn(shown));
        (await world.Api.Put($"~/projects/{id}", Wrap("project", shown))).Is(200, shown.ToJsonString());
        Assert.Null((await PictureAsync(world)).Projects.Find(id)!.Users[person.Id].HourRate);

        // It is set where it is another one, or where whose rates count changes by the same request.
        (await world.Api.Put($"~/users/{person.Id}", """{"user":{"hour_rate":75}}""")).Is(200);
        (await world.Api.Put($"~/projects/{id}", """{"project":{"hour_rate":55}}""")).Is(200);
        Assert.Equal(rate + 5, RateIn((await world.Api.Get($"~/projects/{id}")).Is(200).Json));
        shown["rate_type"] = rateType == "user" ? "project" : "user";
        Assert.Equal(rate, RateIn((await world.Api.Put($"~/projects/{id}", Wrap("project", shown))).Is(200).Json));
        Assert.Equal(rate, (await PictureAsync(world)).Projects.Find(id)!.Users[person.Id].HourRate / 100m);

        decimal RateIn(JsonNode project) => project["users"]!.AsArray()
            .Single(user => user!.Number("user_id") == person.Id)!["hour_rate"]!.GetValue<decimal>();
    }

    [Fact]
    public async Task A_user_is_let_go_by_deleted_but_not_the_last_one()
    {
        var world = await World.CreateAsync(app);
        var person = await world.AddAsync(Role.Member);
        var id = await world.AddProjectAsync($$""", "users":[{"user_id":{{person.Id}}},{"user_id":{{world.Owner.Id}}}]""");
        var users = (await world.Api.Put(
            $"~/projects/{id}", $$"""{"project":{"users":[{"user_id":{{person.Id}},"deleted":true},{"user_id":{{world.Owner.Id}}}]} }""")).Is(200).Json["users"]!;
        Assert.Equal(world.Owner.Id, Assert.Single(users.AsArray())!.Number("user_id"));

        // Else it would be everyone's.
        (await world.Api.Put($"~/projects/{id}", $$"""{"project":{"users":[{"user_id":{{world.Owner.Id}},"deleted":true}]} }""")).IsInvalid("project_users");
        (await person.Api.Get($"~/projects/{id}")).Is(404);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(BillingStatus.Undetermined, true)]
    [InlineData(BillingStatus.Billed, true)]
    [InlineData(BillingStatus.NotBillable, false)]
    public async Task A_default_status_that_Timely_has_no_word_for_stays(BillingStatus? status, bool isBillable)
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddProjectAsync();
        await world.WriteAsync(world.Owner, transaction =>
        {
            var project = transaction.Picture.Projects.Find(id)!;
            return transaction.Update(project, project with { DefaultBillingStatus = status });
        });
        var shown = (await world.Api.Get($"~/projects/{id}")).Is(200).Json;
        Assert.Equal(isBillable, shown["billable"]!.GetValue<bool>());
        (await world.Api.Put($"~/projects/{id}", Wrap("project", shown))).Is(200);
        Assert.Equal(status, await StatusAsync());
        (await world.Api.Put($"~/projects/{id}", $$"""{"project":{"billable":{{(isBillable ? "false" : "true")}}} }""")).Is(200);
        Assert.Equal(isBillable ? BillingStatus.NotBillable : BillingStatus.Billable, await StatusAsync());

        async Task<BillingStatus?> StatusAsync() => (await PictureAsync(world)).Projects.Find(id)!.DefaultBillingStatus;
    }

    private static string Wrap(string wrapper, JsonNode shown) => new JsonObject { [wrapper] = shown.DeepClone() }.ToJsonString();

    private static async Task<Member> MemberAsync(World world, long id) => (await PictureAsync(world)).Members[id];

    private static Task<WorkspacePicture> PictureAsync(World world) =>
        world.WriteAsync(world.Owner, static transaction => transaction.Picture);
}
