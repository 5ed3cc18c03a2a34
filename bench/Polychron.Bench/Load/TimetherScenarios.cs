using System.Globalization;
using Polychron.Bench.Client;
using Polychron.Bench.Seed;

namespace Polychron.Bench.Load;

/// <summary>The rows that are spoken in the Timether dialect.</summary>
internal sealed class TimetherScenarios
{
    private const string Root = "/timether/api/v1";
    private const string Range = "from=2024-01-01&to=2026-06-30";
    private const int BodiesOfConnection = 64;

    private readonly SeededStore _store;

    public TimetherScenarios(SeededStore store)
    {
        _store = store;
        All =
        [
            new Scenario("Timether: create entry", TimingScenarios.Many, Create) { EntriesMade = static answered => answered },
            new Scenario("Timether: list 100 entries", TimingScenarios.Many, List),

            // It has a row for each member and week, of which a report may have 20,000.
            Report("utilization", "", "a quarter of", "from=2024-04-01&to=2024-06-30"),
            Report("cost_breakdown", "&by=project"),
            Report("profitability", ""),
            Report("summary", "&group_by=project,month"),
        ];
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Scenario> All { get; }

    private Scenario Report(string name, string more, string part = "", string range = Range) => new(
        $"Timether: {name} over {part}{(part.Length > 0 ? " " : "")}60,000 entries", 1,
        _ => [Read($"/reports/{name}?{range}{more}", _store.OwnerToken, _store.ReadersWorkspaceId)]) { Least = 12 };

    private PreparedRequest[] List(int connection) =>
        [Read("/time_entries?limit=100", _store.Readers[connection].Token, _store.ReadersWorkspaceId)];

    private PreparedRequest[] Create(int connection)
    {
        var writer = _store.Writers[connection];
        return
        [
            .. Enumerable.Range(0, BodiesOfConnection).Select(i => PreparedRequest.Of(
                "POST", $"{Root}/time_entries", writer.Token, 201, Body(writer.ProjectIds[i % writer.ProjectIds.Count], i), Workspace(_store.WritersWorkspaceId))),
        ];
    }

    private static PreparedRequest Read(string path, string token, long workspaceId) =>
        PreparedRequest.Of("GET", Root + path, token, 200, null, Workspace(workspaceId));

    private static string Workspace(long id) => $"X-Workspace-Id: {id}";

    private static string Body(long project, int i)
    {
        var start = new DateTimeOffset(2026, 1, 5, 7, 0, 0, TimeSpan.FromHours(1)).AddHours(i);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"started_at":"{{start:yyyy-MM-ddTHH:mm:sszzz}}","ended_at":"{{start.AddMinutes(50):yyyy-MM-ddTHH:mm:sszzz}}","project_id":{{project}},"title":"Implementation: mobile app","notes":"Ticket #{{1000 + i}}, review with the team"}
            """);
    }
}
