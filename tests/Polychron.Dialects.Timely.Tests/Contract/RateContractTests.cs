using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Billing;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases;
using Polychron.UseCases.Projects.Settings;
using Polychron.UseCases.Rates;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>Rates of projects and users, and the hours that take them on.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class RateContractTests(TimelyApp app)
{
    [Fact]
    public async Task A_users_rate_counts_where_the_project_says_so()
    {
        var world = await World.CreateAsync(app);
        var person = await world.AddAsync(Role.Member);
        var byUser = await world.AddProjectAsync($$""", "rate_type":"user", "hour_rate":50, "users":[{"user_id":{{person.Id}}}]""");
        var byProject = await world.AddProjectAsync($$""", "rate_type":"project", "hour_rate":50, "users":[{"user_id":{{person.Id}}}]""");
        await world.AddHoursAsync(person, byUser);
        await world.AddHoursAsync(person, byProject);
        (await world.Api.Put($"~/users/{person.Id}", """{"user":{"hour_rate":20}}""")).Is(200);
        Assert.Equal(2_000, await CostAsync(byUser));
        Assert.Equal(5_000, await CostAsync(byProject));
        (await world.Api.Put($"~/users/{person.Id}", """{"user":{"hour_rate":30},"update_existing_hours":"false"}""")).Is(200);
        Assert.Equal(2_000, await CostAsync(byUser));
        (await world.Api.Put($"~/projects/{byUser}", $$"""{"project":{"users":[{"user_id":{{person.Id}},"hour_rate":44}]} }""")).Is(200);
        Assert.Equal(4_400, await CostAsync(byUser));
        (await world.Api.Put($"~/projects/{byProject}", """{"project":{"rate_type":"user"} }""")).Is(200);
        Assert.Equal(3_000, await CostAsync(byProject));

        async Task<long> CostAsync(long id) => (await world.Api.Get($"~/projects/{id}")).Is(200).Json["cost"]!.Number("fractional");
    }

    [Fact]
    public async Task Who_is_let_go_leaves_their_hours_the_rate_they_had()
    {
        var world = await World.CreateAsync(app);
        var one = await world.AddAsync(Role.Member);
        var two = await world.AddAsync(Role.Member);
        var id = await world.AddProjectAsync($$"""
            , "rate_type":"user", "hour_rate":50, "users":[{"user_id":{{one.Id}},"hour_rate":80},{"user_id":{{two.Id}},"hour_rate":90},{"user_id":{{world.Owner.Id}}}]
            """);
        await world.AddHoursAsync(one, id);
        await world.AddHoursAsync(two, id);
        (await world.Api.Put($"~/projects/{id}", $$"""{"project":{"users":[{"user_id":{{two.Id}}},{"user_id":{{world.Owner.Id}}}]} }""")).Is(200);
        Assert.Equal(8_000 + 9_000, await CostAsync());
        (await world.Api.Put($"~/users/{two.Id}", """{"user":{"projects":[]}}""")).Is(200);
        Assert.Equal(8_000 + 9_000, await CostAsync());
        (await world.Api.Put($"~/projects/{id}", """{"project":{"rate_type":"project"}}""")).Is(200);
        Assert.Equal(2 * 5_000, await CostAsync());

        async Task<long> CostAsync()
        {
            var project = (await world.Api.Get($"~/projects/{id}")).Is(200).Json;
            return project["cost"]!.Number("fractional");
        }
    }

    [Fact]
    public async Task Many_hours_of_a_user_take_on_a_rate()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddProjectAsync(""", "rate_type":"user" """);
        await world.AddHoursAsync(world.Owner, id, 210, status: BillingStatus.Billable);
        await world.AddHoursAsync(world.Owner, id, 5, start: "2023-01-01T00:00:00Z", status: BillingStatus.Paid);
        var keyed = world.Api.With(("Idempotency-Key", Guid.CreateVersion7().ToString()));
        const string Body = """{"user":{"hour_rate":10},"update_unbilled_only":true}""";
        var first = (await keyed.Put($"~/users/{world.Owner.Id}", Body)).Is(200);
        var again = (await keyed.Put($"~/users/{world.Owner.Id}", Body)).Is(200);
        Assert.Equal(first.Body, again.Body);
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        var project = (await world.Api.Get($"~/projects/{id}")).Is(200).Json;
        Assert.Equal(210_000, project["cost"]!.Number("fractional"));
        Assert.Equal(0, project["billed_cost"]!.Number("fractional"));
    }

    [Fact]
    public async Task Who_does_not_see_rates_does_not_decide_whose_rates_count()
    {
        var world = await World.CreateAsync(app);
        var manager = await world.AddAsync(Role.Manager);
        var id = await world.AddProjectAsync($$""", "rate_type":"project", "hour_rate":50, "users":[{"user_id":{{manager.Id}}}]""");
        await world.AddHoursAsync(manager, id);
        (await world.Api.Put($"~/users/{manager.Id}", """{"user":{"hide_hourly_rate":true}}""")).Is(200);
        (await manager.Api.Put($"~/projects/{id}", """{"project":{"rate_type":"user"}}""")).Is(403);
        (await manager.Api.Put($"~/projects/{id}", """{"project":{"rate_type":"project","name":"Renamed"}}""")).Is(200);
        var project = (await world.Api.Get($"~/projects/{id}")).Is(200).Json;
        Assert.Equal("project", project.Text("rate_type"));
        Assert.Equal(5_000, project["cost"]!.Number("fractional"));
    }

    [Fact]
    public async Task A_users_list_of_projects_leaves_the_rates_that_it_does_not_name()
    {
        var world = await World.CreateAsync(app);
        var person = await world.AddAsync(Role.Member);
        var users = $$""", "rate_type":"user", "users":[{"user_id":{{person.Id}},"hour_rate":80},{"user_id":{{world.Owner.Id}}}]""";
        var one = await world.AddProjectAsync(users);
        var two = await world.AddProjectAsync(users);
        await world.AddHoursAsync(person, one);
        await world.AddHoursAsync(person, two);
        (await world.Api.Put(
            $"~/users/{person.Id}", $$"""{"user":{"projects":[{"project_id":{{one}}},{"project_id":{{two}},"hour_rate":10}]} }""")).Is(200);
        Assert.Equal(8_000, await CostAsync(one));
        Assert.Equal(1_000, await CostAsync(two));

        async Task<long> CostAsync(long id) => (await world.Api.Get($"~/projects/{id}")).Is(200).Json["cost"]!.Number("fractional");
    }

    [Fact]
    public async Task An_employee_is_not_told_a_colleagues_own_rate_by_a_project_either()
    {
        var world = await World.CreateAsync(app);
        var employee = await world.AddAsync(Role.Member);
        var manager = await world.AddAsync(Role.Manager);
        (await world.Api.Put($"~/users/{manager.Id}", """{"user":{"hour_rate":77}}""")).Is(200);
        (await world.Api.Put($"~/users/{employee.Id}", """{"user":{"hour_rate":33}}""")).Is(200);
        var users = $$""", "users":[{"user_id":{{employee.Id}}},{"user_id":{{manager.Id}}},{"user_id":{{world.Owner.Id}},"hour_rate":90}]""";
        var byUser = await world.AddProjectAsync($""", "rate_type":"user"{users}""");
        var byProject = await world.AddProjectAsync($""", "rate_type":"project", "hour_rate":50{users}""");
        Assert.Null((await employee.Api.Get($"~/users/{manager.Id}")).Is(200).Json["default_hour_rate"]);
        Assert.Equal([33, null, 90], await RatesAsync(employee, byUser));
        
        // As in "Retrieve a project": what was set for somebody is shown, also where the project's rate counts.
        Assert.Equal([50, 50, 90], await RatesAsync(employee, byProject));
        Assert.Equal([33, 77, 90], await RatesAsync(manager, byUser));

        async Task<decimal?[]> RatesAsync(Person person, long id)
        {
            var shown = (await person.Api.Get($"~/projects/{id}")).Is(200).Json;
            return [.. new[] { employee, manager, world.Owner }.Select(user => shown["users"]!.AsArray()
                .Single(item => item!.Number("user_id") == user.Id)!["hour_rate"]?.GetValue<decimal>())];
        }
    }

    [Fact]
    public async Task Two_changes_at_once_to_different_rates_both_come_to_an_end()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddProjectAsync(""", "hour_rate":50""");
        await world.AddHoursAsync(world.Owner, id, 250);
        var commands = new long[] { 6_000, 7_000 }
            .Select(rate => new UpdateManagedProject.Command { Id = id, Settings = new() { HourRate = Change<long>.To(rate) } })
            .ToArray();
        var cursors = new RerateCursor?[2];
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < commands.Length; i++)
            {
                var (command, cursor) = (commands[i], cursors[i]);
                Assert.True(round == 0 || cursor is not null);
                cursors[i] = await app.Log.WriteAsync(
                    world.WorkspaceId, world.Owner.Id, transaction => UpdateManagedProject.PrepareAsync(transaction, command, cursor));
            }
        }

        // The second has the hours of the first by now, which is told so; sent again, it has them all.
        Assert.All(cursors, Assert.Null);
        var refused = await Assert.ThrowsAsync<DomainException>(async () => await app.Log.WriteAsync(
            world.WorkspaceId, world.Owner.Id, transaction => UpdateManagedProject.RunAsync(transaction, commands[0])));
        Assert.Equal(DomainErrorKind.Conflict, refused.Kind);
        var whole = (await world.Api.Put($"~/projects/{id}", """{"project":{"hour_rate":60}}""")).Is(200).Json;
        Assert.Equal(250 * 6_000, whole["cost"]!.Number("fractional"));
    }

    [Fact]
    public async Task A_change_that_broke_off_goes_on_when_it_is_sent_again()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddProjectAsync(""", "hour_rate":50""");
        await world.AddHoursAsync(world.Owner, id, 250);
        var command = new UpdateManagedProject.Command { Id = id, Settings = new() { HourRate = Change<long>.To(6_000) } };
        var cursor = await app.Log.WriteAsync(
            world.WorkspaceId, world.Owner.Id, transaction => UpdateManagedProject.PrepareAsync(transaction, command, null));
        Assert.NotNull(cursor);
        var broken = (await world.Api.Get($"~/projects/{id}")).Is(200).Json;
        Assert.Equal("50.0", broken["hour_rate"]!.ToJsonString());
        Assert.Equal((100 * 6_000) + (150 * 5_000), broken["cost"]!.Number("fractional"));
        var whole = (await world.Api.Put($"~/projects/{id}", """{"project":{"hour_rate":60}}""")).Is(200).Json;
        Assert.Equal(250 * 6_000, whole["cost"]!.Number("fractional"));
    }

    [Fact]
    public async Task The_documented_update_with_a_doubled_name_changes_nothing()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddProjectAsync();
        var answer = await world.Api.Put($"~/projects/{id}", """{"project":{"name":"updated project name","name":null}}""");
        Assert.Equal("Timely", answer.Is(200).Json.Text("name"));
    }
}
