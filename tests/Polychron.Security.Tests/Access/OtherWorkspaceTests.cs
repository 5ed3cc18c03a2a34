using System.Text.RegularExpressions;
using Polychron.Security.Tests.Support;

namespace Polychron.Security.Tests.Access;

/// <summary>
/// That what is in another workspace answers as what is nowhere (OWASP API1): for every function whose path has an id, with
/// every id that the other workspace has, under one's own workspace and under the other's.
/// </summary>
public sealed partial class OtherWorkspaceTests(World world) : IClassFixture<World>
{
    private const string Invented = "98765432";

    private static readonly string[] Apis = ["Timing", "Timely", "Timether", "Timedash", "Timespace"];

    private static readonly string[] Bodies = ["{}", """{"name":"Taken over","title":"Taken over","description":"Taken over"}"""];

    private static IReadOnlyList<Endpoint> WithIds { get; } =
        [.. Endpoint.All.Where(endpoint => Apis.Contains(endpoint.Api) && endpoint.Method != "HEAD" && endpoint.Parameters.Any(name => name is not ("events" or "language" or "rest" or "digest" or "color")))];

    [Fact]
    public async Task A_foreign_id_answers_as_an_invented_one_in_every_function()
    {
        Assert.True(WithIds.Count > 90, $"{WithIds.Count} endpoints");
        var before = await world.HeadAsync();
        var different = new List<string>();
        foreach (var endpoint in WithIds)
        {
            foreach (var id in Foreign(endpoint))
            {
                foreach (var body in endpoint.IsWrite && endpoint.Method != "DELETE" ? Bodies : [null!])
                {
                    // Where the path has nothing but the account, one's own is one's own.
                    var own = endpoint.Parameters.Any(name => name is not ("accountId" or "events"))
                        ? await CompareAsync(endpoint, id, world.Attacker, world.Attacker, body)
                        : null;
                    var theirs = await CompareAsync(endpoint, id, world.Attacker with { Workspace = world.Victim.Workspace }, world.Attacker with { Workspace = Invented }, body);
                    different.AddRange(new[] { own, theirs }.OfType<string>());
                }
            }
        }

        Assert.True(different.Count == 0, string.Join("\n", different.Take(20)));
        Assert.Equal(before, await world.HeadAsync());
    }

    [Fact]
    public async Task The_ids_are_real_for_those_who_are_let_in()
    {
        var reached = new HashSet<string>();
        var reads = WithIds.Where(endpoint => endpoint.Method == "GET").ToList();
        foreach (var endpoint in reads)
        {
            foreach (var id in Foreign(endpoint))
            {
                if ((await world.Server.SendAsync("GET", endpoint.Path(name => Value(name, id, world.Victim)), world.Victim, endpoint.Api)).IsSuccess)
                {
                    reached.Add(endpoint.Function);
                }
            }
        }

        Assert.Empty(reads.Select(endpoint => endpoint.Function).Except(reached).Order().Except(NotMade));
    }

    // Keys and workspaces are numbered in the directory and not in a workspace; hooks are listed of types, and keys of robot users.
    private static readonly string[] NotMade =
        ["TimedashShowApiKey", "TimelyShowAccount", "TimetherShowWorkspace", "TimespaceListHooks", "TimespaceListKeys"];

    private async Task<string?> CompareAsync(Endpoint endpoint, string id, Caller foreign, Caller invented, string? body)
    {
        var one = await world.Server.SendAsync(endpoint.Method, endpoint.Path(name => Value(name, id, foreign)), foreign, endpoint.Api, body);
        var other = await world.Server.SendAsync(endpoint.Method, endpoint.Path(name => Value(name, NoSuch(id, invented), invented)), invented, endpoint.Api, body);
        return one.Body.Contains(World.Secret, StringComparison.Ordinal) ? $"{endpoint} shows {id}: {one.Body}"
            : (one.Status, Shape(one.Body)) == (other.Status, Shape(other.Body)) ? null
            : $"{endpoint} {id}: {one.Status} {one.Body} but {other.Status} {other.Body}";
    }

    private IEnumerable<string> Foreign(Endpoint endpoint) => endpoint.Api == "Timespace"
        ? [.. Records.Letters.Where(letter => world.Ids.ContainsKey(letter.Value)).Select(letter => Records.Id(world.Victim.Workspace, letter.Key, world.Ids[letter.Value])), $"client.{world.Victim.Workspace}"]
        : world.Ids.Values.Order().Select(id => id.ToString());

    private static string NoSuch(string id, Caller invented) => id.Contains('.', StringComparison.Ordinal) ? $"client.{Invented}"
        : id.Split('-') is [_, var body, _] ? Records.Id(invented.Workspace == Invented ? Invented : "98765433", body[..1], long.Parse(Invented))
        : Invented;

    private static string Value(string name, string id, Caller caller) => name switch
    {
        "accountId" => caller.Workspace,
        "events" => "events",
        "language" => "en",
        _ => id,
    };

    // What the request itself said may come back; ids of requests and moments differ anyway.
    private static string Shape(string body) => Digits().Replace(body, "N");

    [GeneratedRegex(@"[0-9][0-9a-f:.+\-TZ]*")]
    private static partial Regex Digits();
}
