using System.Globalization;
using Polychron.Bench.Client;
using Polychron.Bench.Seed;

namespace Polychron.Bench.Load;

/// <summary>Rows spoken in the Timely dialect, on the same data.</summary>
internal sealed class TimelyScenarios(SeededStore store)
{
    private const int BodiesOfConnection = 64;
    private const int EventsInBulk = 100;
    private const string BasePath = "/timely/1.1";

    /// <summary>A period that has all that was seeded.</summary>
    private const string ReportBody = """{"since":"2023-01-01","until":"Dec 31, 2026"}""";

    /// <summary>Everybody's time by all that a report groups by, which <see cref="Checks"/> adds up.</summary>
    public static string ReportPath(SeededStore store) =>
        $"{BasePath}/{store.ReadersWorkspaceId}/reports/filter?since=2023-01-01&until=2026-12-31";

    /// <summary>All of them.</summary>
    public IReadOnlyList<Scenario> All =>
    [
        new Scenario("Timely: create event", TimingScenarios.Many, Create) { EntriesMade = static answered => answered },
        new Scenario("Timely: create 100 events in bulk", 1, Bulk) { Least = 20, EntriesMade = static answered => answered * EventsInBulk },
        new Scenario("Timely: list 100 events", TimingScenarios.Many, List),
        new Scenario("Timely: list the latest 100 of 60,000 events", 1, ListAll) { Least = 50 },
        new Scenario("Timely: report of all five groups over 60,000 events", 1, Report) { Least = 12 },
        new Scenario("Timely: list the latest 100 activities", 1, Activities) { Least = 50 },
    ];

    private PreparedRequest[] Create(int connection)
    {
        var writer = store.Writers[connection];
        return
        [
            .. Enumerable.Range(0, BodiesOfConnection).Select(i => PreparedRequest.Of(
                "POST", $"{BasePath}/{store.WritersWorkspaceId}/events", writer.Token, 201, $$"""{"event":{{Body(writer, i)}} }""")),
        ];
    }

    private PreparedRequest[] Bulk(int connection)
    {
        var writer = store.Writers[connection];
        var events = string.Join(",", Enumerable.Range(0, EventsInBulk).Select(i => Body(writer, i)));
        return [PreparedRequest.Of("POST", $"{BasePath}/{store.WritersWorkspaceId}/bulk/events", writer.Token, 200, $$"""{"create":[{{events}}] }""")];
    }

    private PreparedRequest[] List(int connection) =>
        [PreparedRequest.Of("GET", $"{BasePath}/{store.ReadersWorkspaceId}/events", store.Readers[connection].Token, 200)];

    private PreparedRequest[] ListAll(int connection) =>
        [PreparedRequest.Of("GET", $"{BasePath}/{store.ReadersWorkspaceId}/events?filter=all", store.OwnerToken, 200)];

    private PreparedRequest[] Report(int connection) =>
        [PreparedRequest.Of("POST", $"{BasePath}/{store.ReadersWorkspaceId}/reports/filter", store.OwnerToken, 200, ReportBody)];

    private PreparedRequest[] Activities(int connection) =>
        [PreparedRequest.Of("GET", $"{BasePath}/{store.ReadersWorkspaceId}/activities", store.OwnerToken, 200)];

    private static string Body(SeededUser writer, int i)
    {
        var start = new DateTimeOffset(2026, 1, 5, 7, 0, 0, TimeSpan.FromHours(1)).AddHours(i);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"day":"{{start:yyyy-MM-dd}}","from":"{{start:yyyy-MM-ddTHH:mm:sszzz}}","to":"{{start.AddMinutes(50):yyyy-MM-ddTHH:mm:sszzz}}","hours":0,"minutes":50,"project_id":{{writer.ProjectIds[i % writer.ProjectIds.Count]}},"note":"Implementation: mobile app\nTicket #{{1000 + i}}, review with the team" }
            """);
    }
}
