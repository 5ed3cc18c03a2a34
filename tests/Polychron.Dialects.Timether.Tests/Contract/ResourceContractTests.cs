using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether.Tests.Contract;

/// <summary>The resources as the README lays them down, with names and units of Timether's page.</summary>
[Collection(TimetherAppTests.Name)]
public sealed class ResourceContractTests(TimetherApp app)
{
    [Fact]
    public async Task A_client()
    {
        var world = await World.CreateAsync(app);
        var at = Now();

        var created = await world.Api.Post("/clients", """{"client":{"name":"Acme","external_id":"A-1"}}""");
        created.Is(201, $$"""
            {"id":{{created.Id}},"name":"Acme","is_archived":false,"external_id":"A-1","created_at":"{{at}}","updated_at":"{{at}}"}
            """);
        Assert.NotNull(created.ETag);
        (await world.Api.Get($"/clients/{created.Id}")).Is(200, created.Body);
        (await world.Api.Get("/clients")).Is(200, $$"""{"data":[{{created.Body}}],"next_cursor":null}""");
        Assert.True((await world.Api.Patch($"/clients/{created.Id}", """{"is_archived":true}""")).Is(200)["is_archived"]!.GetValue<bool>());
        (await world.Api.Post("/clients", """{"name":"  "}""")).IsInvalid("name");
        (await world.Api.Post("/clients", "{}")).IsInvalid("name");
        (await world.Api.Patch($"/clients/{created.Id}", """{"name":null,"is_archived":"yes"}""")).IsInvalid("name", "is_archived");
        (await world.Api.Delete($"/clients/{created.Id}")).Is(204);
        (await world.Api.Get($"/clients/{created.Id}")).IsError(404, "not_found");
    }

    [Fact]
    public async Task A_project()
    {
        var world = await World.CreateAsync(app);
        var at = Now();
        var client = await world.AddClientAsync();

        var created = await world.Api.Post("/projects", $$"""
            {"project":{"name":"Website","client_id":{{client}},"color":"#112233","rate_type":"project","hourly_rate_cents":12000,"default_billing_status":"billable"} }
            """);
        created.Is(201, $$"""
            {"id":{{created.Id}},"name":"Website","client_id":{{client}},"parent_id":null,"color":"#112233","notes":null,"is_archived":false,
             "is_private":false,"member_ids":[],"default_billing_status":"billable","rate_type":"project","hourly_rate_cents":12000,
             "budget_hours":0,"budget_cents":0,"external_id":null,"custom_fields":{},"created_at":"{{at}}","updated_at":"{{at}}"}
            """);
        (await world.Api.Get($"/projects/{created.Id}")).Is(200, created.Body);
        (await world.Api.Post("/projects", """{"name":"x","color":"red"}""")).IsInvalid("color");
        (await world.Api.Delete($"/clients/{client}")).Is(204);
        var orphan = (await world.Api.Get($"/projects/{created.Id}")).Is(200);
        Assert.Null(orphan["client_id"]);
        Assert.NotEqual(created.ETag, orphan.ETag);
    }

    [Theory]
    [InlineData("12.5")]
    [InlineData("0.3333")]
    public async Task A_budget_has_hours_to_four_decimals(string hours)
    {
        var world = await World.CreateAsync(app);
        var client = await world.AddClientAsync();
        var project = (await world.Api.Post(
            $"//timely/1.1/{world.WorkspaceId}/projects",
            $$"""{"project":{"name":"Fixed","client_id":{{client}},"color":"67a3bc","rate_type":"project","users":[],"budget_type":"H","budget":{{hours}} } }""")).Is(201).Id;

        var shown = (await world.Api.Get($"/projects/{project}")).Is(200);

        Assert.Equal(hours, shown["budget_hours"]!.ToJsonString());
        Assert.Equal("0", shown["budget_cents"]!.ToJsonString());
    }

    [Fact]
    public async Task A_tag()
    {
        var world = await World.CreateAsync(app);
        var at = Now();
        var parent = await world.AddTagAsync("Work");

        var created = await world.Api.Post("/tags", $$"""{"tag":{"name":"Design","parent_id":{{parent}} } }""");
        created.Is(201, $$"""
            {"id":{{created.Id}},"name":"Design","parent_id":{{parent}},"is_archived":false,"created_at":"{{at}}","updated_at":"{{at}}"}
            """);
        Assert.Equal([created.Id], (await world.Api.Get($"/tags?parent_id={parent}")).Is(200).Ids);
        (await world.Api.Delete($"/tags/{parent}")).Is(204);
        (await world.Api.Get($"/tags/{created.Id}")).IsError(404, "not_found");
    }

    [Fact]
    public async Task A_time_entry()
    {
        var world = await World.CreateAsync(app);
        var at = Now();
        var client = await world.AddClientAsync();
        var project = await world.AddProjectAsync("Website", $",\"client_id\":{client},\"rate_type\":\"project\",\"hourly_rate_cents\":12000");
        var tag = await world.AddTagAsync();
        (await world.Api.Patch($"/workspace_memberships/{world.Owner.Id}", """{"internal_hourly_cost_cents":3500}""")).Is(200);

        var created = await world.Api.Post("/time_entries", $$"""
            {"time_entry":{"started_at":"2024-02-29T09:00:00+01:00","ended_at":"2024-02-29T10:30:00+01:00","project_id":{{project}},"tag_ids":[{{tag}}],
             "title":"Design","notes":"Two\nlines","billing_status":"billable","external_id":"E-1","custom_fields":{"ticket":"7"} } }
            """);
        created.Is(201, $$"""
            {"id":{{created.Id}},"user_id":{{world.Owner.Id}},"project_id":{{project}},"client_id":{{client}},"tag_ids":[{{tag}}],"title":"Design",
             "notes":"Two\nlines","started_at":"2024-02-29T08:00:00.000000+00:00","ended_at":"2024-02-29T09:30:00.000000+00:00",
             "duration_seconds":5400,"is_running":false,"is_day_only":false,"billing_status":"billable","is_billable":true,
             "hourly_rate_cents":12000,"internal_hourly_cost_cents":3500,"external_id":"E-1","custom_fields":{"ticket":"7"},
             "created_by":{{world.Owner.Id}},"updated_by":{{world.Owner.Id}},"created_at":"{{at}}","updated_at":"{{at}}"}
            """);
        (await world.Api.Get($"/time_entries/{created.Id}")).Is(200, created.Body);
        (await world.Api.Get("/time_entries")).Is(200, $$"""{"data":[{{created.Body}}],"next_cursor":null}""");
        var changed = (await world.Api.Patch($"/time_entries/{created.Id}", """{"duration_seconds":60,"tag_ids":[]}""")).Is(200);
        Assert.Equal(60, changed["duration_seconds"]!.GetValue<long>());
        Assert.Equal("2024-02-29T09:30:00.000000+00:00", changed["ended_at"]!.GetValue<string>());
        Assert.Empty(changed["tag_ids"]!.AsArray());
        (await world.Api.Delete($"/time_entries/{created.Id}")).Is(204);
        (await world.Api.Get($"/time_entries/{created.Id}")).IsError(404, "not_found");
    }

    [Fact]
    public async Task A_membership_and_me()
    {
        var world = await World.CreateAsync(app);
        var shown = (await world.Api.Get($"/workspace_memberships/{world.Owner.Id}")).Is(200);
        var at = shown["created_at"]!.GetValue<string>();

        shown.Is(200, $$"""
            {"id":{{world.Owner.Id}},"workspace_id":{{world.WorkspaceId}},"user_id":{{world.Owner.Id}},"name":"Owner","email":"{{world.Owner.Email}}",
             "role":"owner","is_active":true,"time_zone":"UTC","default_billing_status":null,"expected_weekly_capacity_hours":40,
             "internal_hourly_cost_cents":null,"hourly_rate_cents":null,"external_id":null,"created_at":"{{at}}","updated_at":"{{at}}"}
            """);
        (await world.Api.Get("/me")).Is(200, shown.Body);
    }

    [Fact]
    public async Task A_workspace()
    {
        var world = await World.CreateAsync(app);
        var shown = (await world.Api.Get("/workspaces/current")).Is(200);
        var at = shown["created_at"]!.GetValue<string>();

        shown.Is(200, $$"""
            {"id":{{world.WorkspaceId}},"name":"Acme","plan":"business","billing_state":"active","currency":"USD","time_zone":"UTC","week_start":"monday",
             "default_billing_status":null,"default_hourly_rate_cents":0,"default_weekly_capacity_hours":40,
             "entry_policy":{"overlap":"allow","rounding":{"mode":"none","minutes":1,"scope":"entry"},"locked_before":null,"requires_project":false,"requires_tag":false},
             "role":"owner","created_at":"{{at}}","updated_at":"{{at}}"}
            """);
        (await world.Api.Get($"/workspaces/{world.WorkspaceId}")).Is(200, shown.Body);
        (await world.Api.Get("/workspaces")).Is(200, $$"""{"data":[{{shown.Body}}],"next_cursor":null}""");
        (await (await world.AddAsync(Role.Manager)).Api.Patch("/workspaces/current", """{"entry_policy":{"overlap":"reject"}}"""))
            .IsError(403, "forbidden");
        var changed = (await world.Api.Patch("/workspaces/current", """
            {"workspace":{"entry_policy":{"overlap":"trim","rounding":{"mode":"nearest","minutes":15,"scope":"day_and_project"},"locked_before":"2024-01-01"}}}
            """)).Is(200);
        Assert.Equal(
            """{"overlap":"trim","rounding":{"mode":"nearest","minutes":15,"scope":"day_and_project"},"locked_before":"2024-01-01","requires_project":false,"requires_tag":false}""",
            changed["entry_policy"]!.ToJsonString());
        (await world.Api.Patch("/workspaces/current", """{"entry_policy":{"overlap":"maybe","rounding":{"minutes":0},"locked_before":"soon"}}"""))
            .IsInvalid("entry_policy.overlap", "entry_policy.rounding.minutes", "entry_policy.locked_before");
    }

    [Fact]
    public async Task An_api_token_is_shown_once_works_and_is_revoked()
    {
        var world = await World.CreateAsync(app);

        var created = (await world.Api.Post("/api_tokens", """{"api_token":{"name":"CI"}}""")).Is(201);
        var secret = created["token"]!.GetValue<string>();
        var token = new Api(app, secret, $"{world.WorkspaceId}");
        (await token.Get("/me")).Is(200);
        Assert.DoesNotContain(secret, (await world.Api.Get("/api_tokens")).Is(200).Body, StringComparison.Ordinal);
        Assert.Contains(created.Id, (await world.Api.Get("/api_tokens")).Ids);
        Assert.DoesNotContain(created.Id, (await (await world.AddAsync(Role.Member)).Api.Get("/api_tokens")).Ids);

        (await world.Api.Delete($"/api_tokens/{created.Id}")).Is(204);
        (await world.Api.Delete($"/api_tokens/{created.Id}")).Is(204);
        (await token.Get("/me")).IsError(401, "unauthenticated");
        (await world.Api.Post("/api_tokens", "{}")).IsInvalid("name");
    }

    [Fact]
    public async Task The_answer_to_a_repeated_creation_of_a_token_has_no_secret()
    {
        var world = await World.CreateAsync(app);
        var keyed = world.Api.With(("Idempotency-Key", "token-1"));

        var first = (await keyed.Post("/api_tokens", """{"name":"CI"}""")).Is(201);
        var again = (await keyed.Post("/api_tokens", """{"name":"CI"}""")).Is(201);

        Assert.NotNull(first["token"]);
        Assert.Null(again["token"]);
        Assert.Equal(first.Id, again.Id);
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
    }

    // The clock is shared and only ever stands or is moved by tests: what is made next is made now.
    private string Now() => Polychron.Dialects.Dates.IsoInstant.Format(app.Now);
}
