using Polychron.Security.Tests.Support;

namespace Polychron.Security.Tests.Access;

/// <summary>That who may only look changes nothing, by any writing function of any API (OWASP API5).</summary>
public sealed class RoleTests(World world) : IClassFixture<World>
{
    private static readonly string[] Apis = ["Timing", "Timely", "Timether", "Timedash", "Timespace"];

    /// <summary>What changes nothing of the workspace: keys and sign-ins of the caller's own, and questions that are asked by POST.</summary>
    private static readonly string[] OfTheCallersOwn =
        ["TimetherCreateToken", "TimetherDeleteToken", "TimedashCreateApiKey", "TimedashUpdateApiKey", "TimedashReplaceApiKey", "TimedashDeleteApiKey", "TimelyListReports", "TimelyFilterReports"];

    // Enough of every API's members to create or change most things.
    private static readonly string[] Bodies =
    [
        "{}",
        """{"name":"By hand","title":"By hand"}""",
        """{"day":"2024-02-28","hours":1,"minutes":0,"note":"By hand"}""",
        """{"start_date":"2024-02-28T11:00:00Z","end_date":"2024-02-28T12:00:00Z","title":"By hand"}""",
        """{"started_at":"2024-02-28T11:00:00Z","ended_at":"2024-02-28T12:00:00Z","description":"By hand"}""",
    ];

    private static IReadOnlyList<Endpoint> Writes { get; } =
        [.. Endpoint.All.Where(endpoint => endpoint.IsWrite && Apis.Contains(endpoint.Api)).OrderBy(endpoint => endpoint.Method == "DELETE")];

    [Fact]
    public async Task A_viewer_changes_nothing_by_any_writing_function()
    {
        Assert.True(Writes.Count > 70, $"{Writes.Count} writing functions");
        var before = await world.HeadAsync();

        var byTheViewer = await SucceedAsync(world.Viewer);

        Assert.Empty(byTheViewer.Except(OfTheCallersOwn));
        Assert.Equal(before, await world.HeadAsync());

        // The same requests do change things for who may.
        var byTheOwner = await SucceedAsync(world.Victim);
        Assert.True(byTheOwner.Except(OfTheCallersOwn).Count() >= 25, string.Join(", ", byTheOwner));
        Assert.True(await world.HeadAsync() >= before + 25);
    }

    private async Task<IReadOnlyCollection<string>> SucceedAsync(Caller caller)
    {
        var done = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in Writes)
        {
            foreach (var body in endpoint.Method == "DELETE" ? [null!] : Bodies)
            {
                foreach (var id in Ids(endpoint))
                {
                    var answer = await world.Server.SendAsync(
                        endpoint.Method,
                        endpoint.Path(name => name switch { "accountId" => caller.Workspace, "events" => "events", "language" => "en", _ => id }),
                        caller,
                        endpoint.Api,
                        body);
                    Assert.True(answer.Status < 500, $"{endpoint} {id} {body}: {answer.Status} {answer.Body}");
                    if (answer.IsSuccess)
                    {
                        done.Add(endpoint.Function);
                    }
                }
            }
        }

        return done;
    }

    private IEnumerable<string> Ids(Endpoint endpoint) =>
        endpoint.Api == "Timespace" ? [.. Records.Letters.Where(letter => world.Ids.ContainsKey(letter.Value)).Select(letter => Records.Id(world.Victim.Workspace, letter.Key, world.Ids[letter.Value])), $"client.{world.Victim.Workspace}", $"time_entry.{world.Victim.Workspace}"]
        : endpoint.Parameters.Any(name => name is not ("accountId" or "events")) ? world.Ids.Values.Order().Select(id => id.ToString())
        : ["1"];
}
