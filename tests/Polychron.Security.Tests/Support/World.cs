using System.Text.Json.Nodes;

namespace Polychron.Security.Tests.Support;

/// <summary>
/// One server with two workspaces: the attacker's, almost empty, and the victim's, which has something of every kind. Ids
/// count from 1 in each workspace, so the victim's first ones are spent on what nobody asks for.
/// </summary>
public sealed class World : IAsyncLifetime
{
    public const string Secret = "Confidential";

    public TestServer Server { get; private set; } = null!;

    internal Caller Attacker { get; private set; } = null!;

    internal Caller Victim { get; private set; } = null!;

    internal Caller Viewer { get; private set; } = null!;

    internal Caller Member { get; private set; } = null!;

    internal static Caller Operator { get; } = new(TestServer.OperatorKey, "");

    /// <summary>What the victim has, by kind.</summary>
    internal IReadOnlyDictionary<string, long> Ids { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await TestServer.StartAsync();
        Attacker = new Caller(TestServer.OwnerToken, await OwnWorkspaceAsync(TestServer.OwnerToken));
        var (victimId, victimToken) = await UserAsync("Zoe Victim");
        var workspace = (await SendAsync("POST", "/operator/workspaces", Operator, "Operator", new { name = "Theirs " + Secret, owner_user_id = victimId, plan = "business" }))["id"]!.ToString();
        Victim = new Caller(victimToken, workspace);
        var (viewerId, viewerToken) = await UserAsync("Vera Viewer");
        var (memberId, memberToken) = await UserAsync("Mia Member");
        await PutMemberAsync(workspace, viewerId, "viewer");
        await PutMemberAsync(workspace, memberId, "member");
        Viewer = new Caller(viewerToken, workspace);
        Member = new Caller(memberToken, workspace);
        var ids = await FillAsync(Victim);
        ids["user"] = memberId;
        Ids = ids;
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>How many changes the victim's workspace has seen.</summary>
    internal async Task<long> HeadAsync() =>
        (long)(await SendAsync("GET", $"/operator/workspaces/{Victim.Workspace}/rollups", Operator, "Operator"))["log_sequence"]!;

    /// <summary>Makes something of every kind in a caller's workspace; the ids by kind.</summary>
    internal async Task<Dictionary<string, long>> FillAsync(Caller caller)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < 40; i++)
        {
            await MakeAsync("tags", new { name = $"Filler {i}" });
        }

        ids["client"] = await MakeAsync("clients", new { name = Secret + " client" });
        ids["project"] = await MakeAsync("projects", new { name = Secret + " project", client_id = ids["client"] });
        ids["tag"] = await MakeAsync("tags", new { name = Secret + " tag" });
        ids["entry"] = await MakeAsync("time_entries", new
        {
            project_id = ids["project"], description = Secret + " entry", started_at = "2024-02-28T09:00:00Z", ended_at = "2024-02-28T10:00:00Z",
        });
        ids["webhook"] = await MakeAsync("webhooks", new { url = "https://hooks.example.com/polychron", events = new[] { "*" } });
        ids["team"] = (long)(await SendAsync("POST", $"/timely/1.1/{caller.Workspace}/teams", caller, "Timely", new { team = new { name = Secret + " team" } }))["id"]!;
        return ids;

        async Task<long> MakeAsync(string resource, object body)
        {
            var made = await SendAsync("POST", $"/timether/api/v1/{resource}", caller, "Timether", body);
            return (long)((made as JsonObject)!["id"] ?? made["data"]!["id"])!;
        }
    }

    private async Task<JsonNode> SendAsync(string method, string path, Caller caller, string api, object? body = null)
    {
        var answer = await Server.SendAsync(method, path, caller, api, body is null ? null : System.Text.Json.JsonSerializer.Serialize(body));
        return answer.IsSuccess ? JsonNode.Parse(answer.Body.Length == 0 ? "{}" : answer.Body)! : throw new InvalidOperationException($"{method} {path}: {answer.Status} {answer.Body}");
    }

    private async Task<(long Id, string Token)> UserAsync(string name)
    {
        var user = await SendAsync("POST", "/operator/users", Operator, "Operator", new { name, email = name.Replace(' ', '.').ToLowerInvariant() + "@example.com" });
        return ((long)user["id"]!, (string)user["token"]!);
    }

    private async Task PutMemberAsync(string workspace, long user, string role) =>
        await SendAsync("PUT", $"/operator/workspaces/{workspace}/members/{user}", Operator, "Operator", new { role });

    private async Task<string> OwnWorkspaceAsync(string token) =>
        (await SendAsync("GET", "/timely/1.1/accounts", new Caller(token, ""), "Timely")).AsArray()[0]!["id"]!.ToString();
}
