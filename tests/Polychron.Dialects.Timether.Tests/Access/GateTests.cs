using System.Text;
using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timether.Tests.Access;

/// <summary>Who is let in ("Making API requests", "Workspace headers are required", "API availability").</summary>
[Collection(TimetherAppTests.Name)]
public sealed class GateTests(TimetherApp app)
{
    [Fact]
    public async Task A_request_without_a_good_token_is_401_and_names_the_scheme()
    {
        var world = await World.CreateAsync(app);
        foreach (var token in new[] { null, "pcn_wrong" })
        {
            var answer = (await new Api(app, token, $"{world.WorkspaceId}").Get("/me")).IsError(401, "unauthenticated");
            Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
        }

        (await new Api(app, null, null).Get("/me")).IsError(401, "unauthenticated");
    }

    [Fact]
    public async Task A_request_without_a_workspace_is_400()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.In(null).Get("/me")).IsError(400, "workspace_required");
        (await world.Api.In("").Get("/clients")).IsError(400, "workspace_required");
        (await world.Api.In(null).Post("/clients", """{"name":"x"}""")).IsError(400, "workspace_required");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("01")]
    [InlineData("1 or 1=1")]
    [InlineData("99999999999999999999")]
    public async Task A_malformed_workspace_is_400(string workspace)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.In(workspace).Get("/me")).IsError(400, "workspace_malformed");
    }

    [Fact]
    public async Task Two_workspaces_in_one_request_are_400()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.With(("X-Workspace-Id", "1")).Get("/me")).IsError(400, "workspace_malformed");
    }

    [Fact]
    public async Task A_workspace_that_is_not_there_and_one_of_others_answer_alike()
    {
        var world = await World.CreateAsync(app);
        var other = await World.CreateAsync(app);
        var left = await world.AddAsync(Role.Member);
        await world.SetAsync(left, null);

        var unknown = (await world.Api.In(9_999_999_999).Get("/me")).IsError(403, "workspace_forbidden");
        var foreign = (await world.Api.In(other.WorkspaceId).Get("/me")).IsError(403, "workspace_forbidden");
        var former = (await left.Api.Get("/me")).IsError(403, "workspace_forbidden");

        Assert.Equal(unknown.Body, foreign.Body);
        Assert.Equal(unknown.Body, former.Body);
        (await world.Api.In(long.MaxValue).Get("/me")).IsError(403, "workspace_forbidden");
    }

    [Theory]
    [InlineData(WorkspacePlan.Free)]
    [InlineData(WorkspacePlan.SoloPro)]
    public async Task A_plan_without_the_API_is_403(WorkspacePlan plan)
    {
        var world = await World.CreateAsync(app, plan);

        (await world.Api.Get("/clients")).Is(403, """
            {"error":{"message":"API access is available for workspaces on the Team and Business plans.","code":"plan_required","action":"clients.read","role":"owner"}}
            """);
        (await world.Api.Post("/clients", """{"name":"x"}""")).IsError(403, "plan_required");
    }

    [Theory]
    [InlineData(WorkspacePlan.Team)]
    [InlineData(WorkspacePlan.Business)]
    public async Task The_plans_with_the_API_let_in(WorkspacePlan plan) =>
        (await (await World.CreateAsync(app, plan)).Api.Get("/me")).Is(200);

    [Fact]
    public async Task A_workspace_whose_billing_is_read_only_answers_reads_and_refuses_writes()
    {
        var world = await World.CreateAsync(app);
        var client = await world.AddClientAsync();
        await world.SetBillingStateAsync(BillingState.ReadOnly);

        (await world.Api.Get("/clients")).Is(200);
        (await world.Api.Get($"/clients/{client}")).Is(200);
        var refused = (await world.Api.Patch($"/clients/{client}", """{"name":"y"}""")).IsError(403, "billing_read_only");
        Assert.Equal("clients.update", refused["error"]!["action"]!.GetValue<string>());
        (await world.Api.Post("/timers/start")).IsError(403, "billing_read_only");
        (await world.Api.Delete($"/clients/{client}")).IsError(403, "billing_read_only");
    }

    [Fact]
    public async Task A_body_says_that_it_is_JSON()
    {
        var world = await World.CreateAsync(app);

        var form = new StringContent("name=x", Encoding.UTF8, "application/x-www-form-urlencoded");
        (await world.Api.Send("POST", "/clients", form)).IsError(415, "unsupported_media_type");
        (await world.Api.Post("/clients", "{")).IsError(400, "bad_request");
        (await world.Api.Post("/clients", "[]")).IsError(400, "bad_request");
    }

    [Fact]
    public async Task What_is_not_there_and_what_is_not_taken_are_errors_of_the_same_form()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get("/nothing")).IsError(404, "not_found");
        var refused = (await world.Api.Delete("/clients")).IsError(405, "method_not_allowed");
        Assert.Equal("GET, HEAD, POST", refused.Header("Allow"));
    }
}
