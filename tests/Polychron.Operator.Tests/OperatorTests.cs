using System.Net;
using System.Text.Json;

namespace Polychron.Operator.Tests;

public sealed class OperatorTests(OperatorApp app) : IClassFixture<OperatorApp>
{
    private const string Entries = "/timing/api/v1/time-entries";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another-operator-key-xxxx")]
    [InlineData(OperatorApp.OwnerToken)]
    public async Task Another_key_is_refused(string? key)
    {
        var (status, body) = await app.CallAsync("GET", "/operator/workspaces", token: key);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.False(string.IsNullOrEmpty(body.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Who_guesses_keys_is_refused_before_the_next_is_looked_at()
    {
        var guessed = new OperatorApp();
        await guessed.InitializeAsync();
        try
        {
            for (var i = 0; i < 30; i++)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await guessed.CallAsync("GET", "/operator/workspaces", token: $"guess-number-{i}")).Status);
            }

            // The right one too, until the minute is over: else the answer would tell that it is right.
            Assert.Equal(HttpStatusCode.TooManyRequests, (await guessed.CallAsync("GET", "/operator/workspaces", token: "another-guess")).Status);
            Assert.Equal(HttpStatusCode.TooManyRequests, (await guessed.CallAsync("GET", "/operator/workspaces")).Status);
            guessed.Time.Advance(TimeSpan.FromSeconds(61));
            Assert.Equal(HttpStatusCode.OK, (await guessed.CallAsync("GET", "/operator/workspaces")).Status);

            for (var i = 0; i < 100; i++)
            {
                Assert.Equal(HttpStatusCode.OK, (await guessed.CallAsync("GET", "/operator/workspaces")).Status);
            }
        }
        finally
        {
            await guessed.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_owner_of_the_first_start_has_a_business_workspace()
    {
        var (_, list) = await app.CallAsync("GET", "/operator/workspaces");
        var first = list[0];
        Assert.Equal("business", first.GetProperty("plan").GetString());
        Assert.Equal("active", first.GetProperty("billing_state").GetString());
        Assert.Equal(1, first.GetProperty("owner_user_id").GetInt64());
        Assert.Equal(HttpStatusCode.OK, (await app.CallAsync("GET", Entries, token: OperatorApp.OwnerToken)).Status);
    }

    [Fact]
    public async Task A_new_user_works_in_a_workspace_as_soon_as_they_are_put_into_one()
    {
        var (id, token) = await app.CreateUserAsync("new@example.com");
        Assert.Matches("^pcn_[0-9a-f]{64}$", token);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.CallAsync("GET", Entries, token: token)).Status);
        await app.CreateWorkspaceAsync(id);
        Assert.Equal(HttpStatusCode.OK, (await app.CallAsync("GET", Entries, token: token)).Status);
    }

    [Fact]
    public async Task An_address_is_taken_once_whatever_its_case()
    {
        await app.CreateUserAsync("Once@example.com");
        var (status, body) = await app.CallAsync("POST", "/operator/users", new { email = "oNCE@example.com", name = "x" });
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.True(body.GetProperty("errors").TryGetProperty("email", out _));
    }

    [Fact]
    public async Task A_member_removed_is_out_with_the_next_request_and_in_again_when_put_back()
    {
        var (owner, _) = await app.CreateUserAsync("boss@example.com");
        var (id, token) = await app.CreateUserAsync("temp@example.com");
        var workspace = await app.CreateWorkspaceAsync(owner);
        var path = $"/operator/workspaces/{workspace}/members/{id}";
        Assert.Equal(HttpStatusCode.NoContent, (await app.CallAsync("PUT", path, new { role = "member" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.CallAsync("GET", Entries, token: token)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await app.CallAsync("DELETE", path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.CallAsync("GET", Entries, token: token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.CallAsync("DELETE", path)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await app.CallAsync("PUT", path, new { role = "viewer" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.CallAsync("GET", Entries, token: token)).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await app.CallAsync("POST", Entries + "/start", new { title = "x" }, token)).Status);
    }

    [Fact]
    public async Task The_last_owner_stays()
    {
        var (owner, _) = await app.CreateUserAsync("last@example.com");
        var workspace = await app.CreateWorkspaceAsync(owner);
        var path = $"/operator/workspaces/{workspace}/members/{owner}";
        Assert.Equal(HttpStatusCode.Conflict, (await app.CallAsync("PUT", path, new { role = "member" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await app.CallAsync("DELETE", path)).Status);
    }

    [Fact]
    public async Task A_read_only_workspace_answers_reads_and_refuses_writes()
    {
        var (owner, token) = await app.CreateUserAsync("late@example.com");
        var workspace = await app.CreateWorkspaceAsync(owner);
        var path = $"/operator/workspaces/{workspace}";
        var (status, body) = await app.CallAsync("PATCH", path, new { billing_state = "read_only", plan = "team" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("team", "read_only"), (body.GetProperty("plan").GetString(), body.GetProperty("billing_state").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await app.CallAsync("GET", Entries, token: token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.CallAsync("POST", Entries + "/start", new { title = "x" }, token)).Status);
        await app.CallAsync("PATCH", path, new { billing_state = "active" });
        Assert.Equal(HttpStatusCode.Created, (await app.CallAsync("POST", Entries + "/start", new { title = "x" }, token)).Status);
        var (_, list) = await app.CallAsync("GET", "/operator/workspaces");
        var listed = list.EnumerateArray().Single(found => found.GetProperty("id").GetInt64() == workspace);
        Assert.Equal(("team", "active"), (listed.GetProperty("plan").GetString(), listed.GetProperty("billing_state").GetString()));
    }

    [Fact]
    public async Task A_revoked_token_is_refused_with_the_next_request_and_the_other_ones_stay()
    {
        var (id, first) = await app.CreateUserAsync("tokens@example.com");
        await app.CreateWorkspaceAsync(id);
        var (status, made) = await app.CallAsync("POST", $"/operator/users/{id}/tokens", new { name = "second" });
        Assert.Equal(HttpStatusCode.Created, status);
        var second = made.GetProperty("token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await app.CallAsync("GET", Entries, token: second)).Status);

        var (_, list) = await app.CallAsync("GET", $"/operator/users/{id}/tokens");
        var listed = list.EnumerateArray().Single(token => token.GetProperty("name").GetString() == "second");
        Assert.NotEqual(JsonValueKind.Null, listed.GetProperty("last_used_at").ValueKind);
        Assert.DoesNotContain(second, list.ToString(), StringComparison.Ordinal);

        var path = $"/operator/users/{id}/tokens/{made.GetProperty("id").GetInt64()}";
        Assert.Equal(HttpStatusCode.NoContent, (await app.CallAsync("DELETE", path)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.CallAsync("GET", Entries, token: second)).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.CallAsync("GET", Entries, token: first)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await app.CallAsync("DELETE", path)).Status);
    }

    [Fact]
    public async Task A_token_of_a_workspace_works_in_that_one()
    {
        var (id, _) = await app.CreateUserAsync("two@example.com");
        await app.CreateWorkspaceAsync(id);
        var second = await app.CreateWorkspaceAsync(id);
        var (_, made) = await app.CallAsync("POST", $"/operator/users/{id}/tokens", new { name = "s", workspace_id = second });
        var token = made.GetProperty("token").GetString();
        await app.CallAsync("POST", Entries + "/start", new { title = "there" }, token);
        Assert.Single((await app.Log.OpenAsync(second)).Picture.Running);
        var (status, _) = await app.CallAsync("POST", $"/operator/users/{id}/tokens", new { name = "s", workspace_id = 2 });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
    }

    [Fact]
    public async Task A_team_is_of_members()
    {
        var (owner, token) = await app.CreateUserAsync("lead@example.com");
        var (stranger, _) = await app.CreateUserAsync("stranger@example.com");
        var workspace = await app.CreateWorkspaceAsync(owner);
        var path = $"/operator/workspaces/{workspace}/teams";
        var (refused, body) = await app.CallAsync("POST", path, new { name = "T", user_ids = new[] { owner, stranger } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused);
        Assert.True(body.GetProperty("errors").TryGetProperty("users.1", out _));
        var (status, created) = await app.CallAsync("POST", path, new { name = "T", user_ids = new[] { owner } });
        Assert.Equal(HttpStatusCode.Created, status);
        var (_, teams) = await app.CallAsync("GET", "/timing/api/v1/teams", token: token);
        Assert.Equal($"/teams/{created.GetProperty("id").GetInt64()}", teams.GetProperty("data")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("POST", "/operator/users", "{}")]
    [InlineData("POST", "/operator/users", """{"email":"no address","name":"x"}""")]
    [InlineData("POST", "/operator/users", """{"email":"a@b","name":""}""")]
    [InlineData("POST", "/operator/users", """{"email":"z@b","name":"x","time_zone":"Mars/Olympus"}""")]
    [InlineData("POST", "/operator/users", """{"email":7,"name":[]}""")]
    [InlineData("POST", "/operator/workspaces", """{"name":"x","owner_user_id":999999}""")]
    [InlineData("POST", "/operator/workspaces", """{"name":"x","owner_user_id":1,"plan":"gold"}""")]
    [InlineData("POST", "/operator/workspaces", """{"name":"x","owner_user_id":1,"currency":"euro"}""")]
    [InlineData("PUT", "/operator/workspaces/3/members/1", """{"role":"king"}""")]
    [InlineData("PATCH", "/operator/workspaces/3", """{"billing_state":"broke"}""")]
    public async Task What_is_wrong_is_said_by_field(string method, string path, string body)
    {
        var (status, answer) = await app.CallAsync(method, path, body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.NotEmpty(answer.GetProperty("errors").EnumerateObject());
    }

    [Theory]
    [InlineData("PATCH", "/operator/workspaces/99999", "{}")]
    [InlineData("PATCH", "/operator/workspaces/-1", "{}")]
    [InlineData("PUT", "/operator/workspaces/99999/members/1", """{"role":"member"}""")]
    [InlineData("PUT", "/operator/workspaces/3/members/99999", """{"role":"member"}""")]
    [InlineData("POST", "/operator/users/99999/tokens", """{"name":"x"}""")]
    [InlineData("DELETE", "/operator/users/1/tokens/99999", null)]
    [InlineData("GET", "/operator/users/99999/tokens", null)]
    [InlineData("GET", "/operator/nothing/here", null)]
    public async Task What_is_not_there_is_not_found(string method, string path, string? body) =>
        Assert.Equal(HttpStatusCode.NotFound, (await app.CallAsync(method, path, body)).Status);
}

public sealed class NoOperatorTests(AppWithoutOperator app) : IClassFixture<AppWithoutOperator>
{
    [Theory]
    [InlineData(OperatorApp.Key)]
    [InlineData("")]
    [InlineData(null)]
    public async Task Without_a_key_there_is_no_operator_api(string? key) =>
        Assert.Equal(HttpStatusCode.NotFound, (await app.CallAsync("GET", "/operator/workspaces", token: key)).Status);
}
