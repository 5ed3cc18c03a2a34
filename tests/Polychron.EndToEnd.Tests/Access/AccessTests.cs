using System.Net;
using System.Text.Json.Nodes;
using Polychron.Testing.Server;

namespace Polychron.EndToEnd.Tests.Access;

/// <summary>Who may do what, from request to request.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private const string Entries = Installation.Timing + "/time-entries";

    private Installation _installation = null!;

    public async Task InitializeAsync() => _installation = await Installation.CreateAsync();

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_member_has_own_time_a_manager_sees_it_and_a_viewer_changes_nothing()
    {
        var mia = await _installation.AddMemberAsync("Mia Member", "member");
        var max = await _installation.AddMemberAsync("Max Member", "member");
        var mona = await _installation.AddMemberAsync("Mona Manager", "manager");
        var vera = await _installation.AddMemberAsync("Vera Viewer", "viewer");
        using var member = _installation.Server.Client(mia.Token);
        using var other = _installation.Server.Client(max.Token);
        using var manager = _installation.Server.Client(mona.Token);
        using var viewer = _installation.Server.Client(vera.Token);
        var self = await CreateAsync(member, "Mia's work");
        var path = Installation.Timing + self;
        var rename = new JsonObject { ["title"] = "Renamed" };

        (await other.GetAsync(path)).Expect(HttpStatusCode.NotFound);
        (await other.PatchAsync(path, rename)).Expect(HttpStatusCode.NotFound);
        (await other.DeleteAsync(path)).Expect(HttpStatusCode.NotFound);
        Assert.Empty((await other.GetAsync($"{Entries}?include_team_members=1")).ExpectSuccess().Json["data"]!.AsArray());

        (await manager.PatchAsync(path, rename)).Expect(HttpStatusCode.Forbidden);
        (await manager.PatchAsync($"{path}?other_user_id=/users/{mia.UserId}", rename)).Expect(HttpStatusCode.OK);

        (await viewer.GetAsync($"{path}?other_user_id=/users/{mia.UserId}")).Expect(HttpStatusCode.OK);
        (await viewer.PatchAsync($"{path}?other_user_id=/users/{mia.UserId}", rename)).Expect(HttpStatusCode.Forbidden);
        (await viewer.PostAsync($"{Entries}/start")).Expect(HttpStatusCode.Forbidden);

        Assert.Equal("Renamed", (string)(await member.GetAsync(path)).Expect(HttpStatusCode.OK).Json["data"]!["title"]!);
    }

    [Fact]
    public async Task A_new_role_counts_from_the_next_request_on_and_so_does_leaving()
    {
        var mia = await _installation.AddMemberAsync("Mia Member", "member");
        using var member = _installation.Server.Client(mia.Token);
        await CreateAsync(member, "As a member");

        await SetRoleAsync(mia, "viewer");
        (await member.PostAsync($"{Entries}/start")).Expect(HttpStatusCode.Forbidden);

        await SetRoleAsync(mia, "member");
        (await member.PostAsync($"{Entries}/start")).Expect(HttpStatusCode.Created);

        using var @operator = _installation.Operator();
        (await @operator.DeleteAsync($"/operator/workspaces/{await WorkspaceAsync()}/members/{mia.UserId}")).ExpectSuccess();
        (await member.GetAsync(Entries)).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_from_the_next_request_on_and_another_one_is_not()
    {
        var mia = await _installation.AddMemberAsync("Mia Member", "member");
        using var @operator = _installation.Operator();
        var tokens = $"/operator/users/{mia.UserId}/tokens";
        var second = (await @operator.PostAsync(tokens, new JsonObject { ["name"] = "Second" })).Expect(HttpStatusCode.Created).Json;
        using var first = _installation.Server.Client(mia.Token);
        using var other = _installation.Server.Client((string)second["token"]!);
        (await first.GetAsync(Entries)).Expect(HttpStatusCode.OK);
        (await other.GetAsync(Entries)).Expect(HttpStatusCode.OK);

        var id = (await @operator.GetAsync(tokens)).ExpectSuccess().Json.AsArray().Select(token => (long)token!["id"]!).First(found => found != (long)second["id"]!);
        (await @operator.DeleteAsync($"{tokens}/{id}")).ExpectSuccess();

        (await first.GetAsync(Entries)).Expect(HttpStatusCode.Unauthorized);
        (await other.GetAsync(Entries)).Expect(HttpStatusCode.OK);

        _installation.Server.Kill();
        await _installation.StartAsync();
        using var afterRestart = _installation.Server.Client(mia.Token);
        (await afterRestart.GetAsync(Entries)).Expect(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_read_only_workspace_is_read_and_not_written_until_it_is_active_again()
    {
        using var owner = _installation.Owner();
        var self = await CreateAsync(owner, "Before");

        await SetBillingStateAsync("read_only");
        (await owner.GetAsync(Installation.Timing + self)).Expect(HttpStatusCode.OK);
        foreach (var refused in new[]
        {
            await owner.PostAsync($"{Entries}/start"),
            await owner.PatchAsync(Installation.Timing + self, new JsonObject { ["title"] = "After" }),
            await owner.DeleteAsync(Installation.Timing + self),
            await owner.PostAsync($"{Installation.Timing}/projects", new JsonObject { ["title"] = "New" }),
        })
        {
            refused.Expect(HttpStatusCode.Forbidden);
            Assert.Contains("read-only", (string)refused.Json["message"]!, StringComparison.Ordinal);
        }

        await SetBillingStateAsync("active");
        (await owner.PostAsync($"{Entries}/start")).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Two_workspaces_know_nothing_of_each_other()
    {
        using var @operator = _installation.Operator();
        var zoe = (await @operator.PostAsync("/operator/users", new JsonObject { ["name"] = "Zoe", ["email"] = "zoe@example.org" }))
            .Expect(HttpStatusCode.Created).Json;
        (await @operator.PostAsync("/operator/workspaces", new JsonObject { ["name"] = "Other", ["owner_user_id"] = (long)zoe["id"]! }))
            .Expect(HttpStatusCode.Created);
        using var owner = _installation.Owner();
        using var stranger = _installation.Server.Client((string)zoe["token"]!);
        var self = await CreateAsync(owner, "Secret work");

        (await stranger.GetAsync($"{Installation.Timing}{self}?other_user_id=/users/1")).Expect(HttpStatusCode.NotFound);
        Assert.Empty((await stranger.GetAsync($"{Entries}?include_team_members=1")).ExpectSuccess().Json["data"]!.AsArray());
        Assert.Empty((await stranger.GetAsync($"{Installation.Timing}/report?include_team_members=1")).ExpectSuccess().Json["data"]!.AsArray());
    }

    private static async Task<string> CreateAsync(ApiClient client, string title) =>
        (string)(await client.PostAsync(Entries, new JsonObject
        {
            ["start_date"] = "2024-05-15T09:00:00Z",
            ["end_date"] = "2024-05-15T10:00:00Z",
            ["title"] = title,
        })).Expect(HttpStatusCode.Created).Json["data"]!["self"]!;

    private async Task<long> WorkspaceAsync()
    {
        using var @operator = _installation.Operator();
        return (long)(await @operator.GetAsync("/operator/workspaces")).ExpectSuccess().Json[0]!["id"]!;
    }

    private async Task SetRoleAsync(Person person, string role)
    {
        using var @operator = _installation.Operator();
        (await @operator.PutAsync(
            $"/operator/workspaces/{await WorkspaceAsync()}/members/{person.UserId}", new JsonObject { ["role"] = role })).ExpectSuccess();
    }

    private async Task SetBillingStateAsync(string state)
    {
        using var @operator = _installation.Operator();
        (await @operator.PatchAsync($"/operator/workspaces/{await WorkspaceAsync()}", new JsonObject { ["billing_state"] = state })).ExpectSuccess();
    }
}
