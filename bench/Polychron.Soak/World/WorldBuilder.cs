using System.Text.Json.Nodes;
using NodaTime;
using Polychron.Soak.Dialects;
using Polychron.Soak.Server;
using Polychron.Soak.Wires;

namespace Polychron.Soak.World;

/// <summary>Makes the workspaces, people, projects and labels through the operator's API and the dialects.</summary>
internal sealed class WorldBuilder(Wire wire, SoakDays days)
{
    private const int Projects = 5;
    private const int Labels = 4;

    // Zones with clock changes, without, and with half an hour; currencies of two, no and three decimals.
    private static readonly (string Zone, string Currency)[] Kinds =
        [("Europe/Berlin", "EUR"), ("Asia/Kolkata", "JPY"), ("America/New_York", "KWD")];

    public async Task<IReadOnlyList<Space>> BuildAsync(int connections)
    {
        var spaces = new List<Space>();
        for (var i = 0; i < Kinds.Length; i++)
        {
            var workers = (connections + Kinds.Length - 1 - i) / Kinds.Length;
            spaces.Add(await BuildAsync(i, Kinds[i].Zone, Kinds[i].Currency, workers));
        }

        return spaces;
    }

    /// <summary>A request of the operator.</summary>
    public static WireRequest Operator(HttpMethod method, string path, JsonNode? body = null) =>
        new WireRequest("Operator", method, path, body).With("Authorization", $"Bearer {Lives.OperatorKey}");

    private async Task<Space> BuildAsync(int number, string zone, string currency, int workers)
    {
        var ownerId = await UserAsync($"owner{number}", zone);
        var workspace = (long)(await AskAsync(Operator(HttpMethod.Post, "/operator/workspaces", new JsonObject
        {
            ["name"] = $"Soak {currency}",
            ["owner_user_id"] = ownerId,
            ["plan"] = "business",
            ["currency"] = currency,
            ["time_zone"] = zone,
        })))["id"]!;
        var owner = new Person(ownerId, $"owner{number}@example.com", "owner", await TokenAsync(ownerId, workspace));
        var people = new List<Person>();
        for (var i = 0; i < workers; i++)
        {
            people.Add(await MemberAsync(workspace, $"worker{number}-{i}", i % 2 == 0 ? "manager" : "member", zone));
        }

        var (projects, labels) = await ThingsAsync(workspace, owner);
        return new Space(workspace, currency, DateTimeZoneProviders.Tzdb[zone])
        {
            Owner = owner,
            Viewer = await MemberAsync(workspace, $"viewer{number}", "viewer", zone),
            Imported = await MemberAsync(workspace, $"imported{number}", "member", zone),
            Workers = people,
            Projects = projects,
            Labels = labels,
            Days = days,
        };
    }

    private async Task<(List<Job> Projects, List<long> Labels)> ThingsAsync(long workspace, Person owner)
    {
        var projects = new List<Job>();
        for (var i = 0; i < Projects; i++)
        {
            var client = $"Client {i}";
            var clientId = (long)(await AskAsync(TimedashDialect.Ask(owner, HttpMethod.Post, "/contacts", new JsonObject { ["name"] = client })))["id"]!;
            var title = $"Project {i} 🚀";
            var project = await AskAsync(TimedashDialect.Ask(owner, HttpMethod.Post, "/agreements", new JsonObject
            {
                ["name"] = title,
                ["contact"] = clientId,

                // Odd rates, so that amounts have to be rounded.
                ["rate"] = 4_321 + (i * 1_117),
                ["billable"] = i != Projects - 1,
            }));
            projects.Add(new Job((long)project["id"]!, title, clientId, client));
        }

        var labels = new List<long>();
        for (var i = 0; i < Labels; i++)
        {
            labels.Add((long)(await AskAsync(TimetherDialect.Ask(
                workspace, owner, HttpMethod.Post, "/tags", new JsonObject { ["name"] = $"Label {i}" })))["id"]!);
        }

        return (projects, labels);
    }

    private async Task<Person> MemberAsync(long workspace, string name, string role, string zone)
    {
        var id = await UserAsync(name, zone);
        await AskAsync(Operator(HttpMethod.Put, $"/operator/workspaces/{workspace}/members/{id}", new JsonObject { ["role"] = role }));
        return new Person(id, $"{name}@example.com", role, await TokenAsync(id, workspace));
    }

    private async Task<long> UserAsync(string name, string zone) => (long)(await AskAsync(Operator(
        HttpMethod.Post, "/operator/users", new JsonObject { ["name"] = name, ["email"] = $"{name}@example.com", ["time_zone"] = zone })))["id"]!;

    private async Task<string> TokenAsync(long user, long workspace) => (string)(await AskAsync(Operator(
        HttpMethod.Post, $"/operator/users/{user}/tokens", new JsonObject { ["name"] = "soak", ["workspace_id"] = workspace })))["token"]!;

    private async Task<JsonNode> AskAsync(WireRequest request)
    {
        var answer = await wire.SendAsync(request);
        return answer.IsSuccess
            ? answer.Body.Length == 0 ? new JsonObject() : answer.Json
            : throw new InvalidOperationException($"The world cannot be built: {request} -> {answer}");
    }
}
