using System.Text.Json.Nodes;
using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether.Tests.Writes;

/// <summary>"Members that cannot be set are ignored, so that what was shown can be sent back" (README).</summary>
[Collection(TimetherAppTests.Name)]
public sealed class SentBackTests(TimetherApp app)
{
    [Theory]
    [InlineData("/workspaces", Role.Owner)]
    [InlineData("/workspace_memberships", Role.Owner)]
    [InlineData("/workspace_memberships", Role.Manager)]
    [InlineData("/clients", Role.Manager)]
    [InlineData("/projects", Role.Manager)]
    [InlineData("/tags", Role.Manager)]
    [InlineData("/time_entries", Role.Manager)]
    [InlineData("/time_entries", Role.Member)]
    [InlineData("/webhooks", Role.Member)]
    public async Task What_is_sent_back_as_it_was_shown_is_no_change(string list, Role role)
    {
        var world = await World.CreateAsync(app);
        var actor = role == Role.Owner ? world.Owner : await world.AddAsync(role);
        var path = $"{list}/{await MakeAsync(world, list, actor)}";
        var shown = (await actor.Api.Get(path)).Is(200);

        foreach (var method in new[] { "PUT", "PATCH" })
        {
            var answer = (await actor.Api.With(("If-Match", shown.ETag!)).Send(method, path, shown.Body)).Is(200, shown.Body);
            Assert.Equal(shown.ETag, answer.ETag);
        }
    }

    [Fact]
    public async Task A_manager_sends_a_membership_back_with_another_cost_but_not_with_another_role_or_rate()
    {
        var world = await World.CreateAsync(app);
        var manager = await world.AddAsync(Role.Manager);
        var member = await world.AddAsync(Role.Member);
        var path = $"/workspace_memberships/{member.Id}";
        (await world.Api.Patch(path, """{"hourly_rate_cents":9000,"external_id":"E-1"}""")).Is(200);
        var shown = (await manager.Api.Get(path)).Is(200).Json;

        shown["internal_hourly_cost_cents"] = 4_500;
        Assert.Equal(4_500, (await manager.Api.Send("PUT", path, shown.ToJsonString())).Is(200).Json.Number("internal_hourly_cost_cents"));
        foreach (var (name, value) in new (string, JsonNode?)[] { ("role", "viewer"), ("hourly_rate_cents", 9_001), ("hourly_rate_cents", null), ("external_id", "E-2") })
        {
            var changed = shown.DeepClone();
            changed["internal_hourly_cost_cents"] = 1;
            changed[name] = value;
            (await manager.Api.Send("PUT", path, changed.ToJsonString())).IsError(403, "forbidden");
        }

        Assert.Equal(4_500, (await world.Api.Get(path)).Is(200).Json.Number("internal_hourly_cost_cents"));
    }

    [Fact]
    public async Task A_running_timer_is_sent_back_with_another_title_and_runs_on_as_it_did()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Post("/timers/start", """{"title":"Call"}""")).Is(201);
        app.Time.Advance(TimeSpan.FromSeconds(90));
        var shown = (await world.Api.Get("/timers/current")).Is(200).Json;

        shown["title"] = "Mail";
        foreach (var path in new[] { "/timers/current", $"/time_entries/{shown.Number("id")}" })
        {
            var sent = (await world.Api.Send("PUT", path, shown.ToJsonString())).Is(200);
            Assert.Equal("Mail", sent["title"]!.GetValue<string>());
            Assert.True(sent["is_running"]!.GetValue<bool>());
            Assert.Equal(90, sent.Json.Number("duration_seconds"));
        }

        app.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(100, (await world.Api.Post("/timers/stop")).Is(200).Json.Number("duration_seconds"));
    }

    [Fact]
    public async Task A_day_without_clock_times_stays_one_unless_it_is_given_some()
    {
        var world = await World.CreateAsync(app, zone: "Europe/Berlin");
        var project = await world.AddProjectAsync();
        var entry = (await world.Api.Post(
            $"//timely/1.1/{world.WorkspaceId}/events",
            $$"""{"event":{"day":"2024-03-31","hours":3,"minutes":0,"project_id":{{project}} } }""")).Is(201).Id;
        var path = $"/time_entries/{entry}";
        var shown = (await world.Api.Get(path)).Is(200);
        Assert.True(shown["is_day_only"]!.GetValue<bool>());

        (await world.Api.Send("PUT", path, shown.Body)).Is(200, shown.Body);
        var longer = (await world.Api.Patch(path, """{"duration_seconds":14400}""")).Is(200);
        Assert.True(longer["is_day_only"]!.GetValue<bool>());
        Assert.Equal("2024-03-31T03:00:00.000000+00:00", longer["ended_at"]!.GetValue<string>());
        var moved = (await world.Api.Patch(path, """{"started_at":"2024-03-31T08:00:00Z","duration_seconds":14400}""")).Is(200);
        Assert.False(moved["is_day_only"]!.GetValue<bool>());
        Assert.Equal("2024-03-31T12:00:00.000000+00:00", moved["ended_at"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_entry_of_a_deleted_project_and_tag_keeps_its_rate_and_meets_the_rules()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectAsync(more: ",\"rate_type\":\"project\",\"hourly_rate_cents\":12000");
        var tag = await world.AddTagAsync();
        var path = $"/time_entries/{await world.AddEntryAsync(more: $",\"project_id\":{project},\"tag_ids\":[{tag}]")}";
        (await world.Api.Patch("/workspaces/current", """{"entry_policy":{"requires_project":true,"requires_tag":true}}""")).Is(200);
        (await world.Api.Delete($"/projects/{project}")).Is(204);
        (await world.Api.Delete($"/tags/{tag}")).Is(204);
        var shown = (await world.Api.Get(path)).Is(200);
        Assert.Null(shown["project_id"]);

        var sent = (await world.Api.Send("PUT", path, shown.Body)).Is(200, shown.Body);
        Assert.Equal(shown.ETag, sent.ETag);
        Assert.Equal(12_000, sent.Json.Number("hourly_rate_cents"));
    }

    [Fact]
    public async Task An_entry_of_a_project_that_its_user_does_not_see_any_more_is_sent_back()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var project = await world.AddProjectAsync();
        var other = await world.AddProjectAsync(more: $",\"member_ids\":[{world.Owner.Id}]");
        var path = $"/time_entries/{await world.AddEntryAsync(more: $",\"project_id\":{project}", api: member.Api)}";
        (await world.Api.Patch($"/projects/{project}", $$"""{"member_ids":[{{world.Owner.Id}}]}""")).Is(200);
        var shown = (await member.Api.Get(path)).Is(200);

        (await member.Api.Send("PUT", path, shown.Body)).Is(200, shown.Body);
        (await member.Api.Patch(path, $$"""{"project_id":{{other}}}""")).IsInvalid("project_id");
    }

    private static async Task<long> MakeAsync(World world, string list, Person actor)
    {
        var client = await world.AddClientAsync();
        var member = await world.AddAsync(Role.Member);
        (await world.Api.Patch($"/workspace_memberships/{member.Id}", """{"hourly_rate_cents":9000,"internal_hourly_cost_cents":3500,"expected_weekly_capacity_hours":37.5,"external_id":"E-1"}""")).Is(200);
        var project = await world.AddProjectAsync(more: $",\"client_id\":{client},\"member_ids\":[{actor.Id},{world.Owner.Id}],\"default_billing_status\":\"billable\"");
        var tag = await world.AddTagAsync();
        return list switch
        {
            "/workspaces" => world.WorkspaceId,
            "/workspace_memberships" => member.Id,
            "/clients" => client,
            "/projects" => project,
            "/tags" => tag,
            "/time_entries" => await world.AddEntryAsync(more: $",\"project_id\":{project},\"tag_ids\":[{tag}],\"custom_fields\":{{\"ticket\":\"7\"}}", api: actor.Api),
            _ => (await actor.Api.Post("/webhooks", $$"""{"url":"https://example.com/hook","events":["team.deleted"],"project_ids":[{{project}}]}""")).Is(201).Id,
        };
    }
}
