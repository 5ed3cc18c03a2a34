using System.Globalization;
using Polychron.Bench.Client;
using Polychron.Bench.Seed;
using Polychron.Bench.Served;

namespace Polychron.Bench.Load;

/// <summary>The rows, spoken in the Timing dialect. Every connection is a user of its own, in a shared workspace.</summary>
internal sealed class TimingScenarios
{
    /// <summary>The connections of the rows with many.</summary>
    public const int Many = 32;

    /// <summary>The list of the caller's entries, and where entries are created.</summary>
    public const string ListPath = "/timing/api/v1/time-entries";

    /// <summary>Everybody's time by project and month.</summary>
    public const string ReportPath = "/timing/api/v1/report?include_team_members=1&columns[]=project&columns[]=timespan&timespan_grouping_mode=month";
    private const int BodiesOfConnection = 64;

    private readonly SeededStore _store;

    public TimingScenarios(SeededStore store)
    {
        _store = store;
        EmptyOne = new Scenario("empty endpoint", 1, Empty);
        Empty32 = EmptyOne with { Connections = Many };
        GetOne = new Scenario("get entry", 1, Get);
        Get32 = GetOne with { Connections = Many };
        CreateOne = new Scenario("create entry", 1, Create) { EntriesMade = static answered => answered };
        Create32 = CreateOne with { Connections = Many };
        List32 = new Scenario("list 100 entries", Many, List);
        Timer32 = new Scenario("start or stop a timer, in turn", Many, Timer) { EntriesMade = static answered => (answered + 1) / 2 };
        Report = new Scenario("report by project and month over 60,000 entries", 1, ReportOf) { Least = 12 };
    }

    public Scenario EmptyOne { get; }

    public Scenario Empty32 { get; }

    public Scenario GetOne { get; }

    public Scenario Get32 { get; }

    public Scenario CreateOne { get; }

    public Scenario Create32 { get; }

    public Scenario List32 { get; }

    public Scenario Timer32 { get; }

    public Scenario Report { get; }

    /// <summary>All of them, those that are compared side by side.</summary>
    public IReadOnlyList<Scenario> All => [Create32, CreateOne, Timer32, EmptyOne, GetOne, Empty32, Get32, List32, Report];

    private static PreparedRequest[] Empty(int connection) =>
        [PreparedRequest.Of("GET", $"/{EmptyFunction.Route}", null, 200)];

    private PreparedRequest[] Get(int connection)
    {
        var reader = _store.Readers[connection];
        return [.. reader.EntryIds.Select(id => PreparedRequest.Of("GET", $"{ListPath}/{id}", reader.Token, 200))];
    }

    private PreparedRequest[] List(int connection) =>
        [PreparedRequest.Of("GET", ListPath, _store.Readers[connection].Token, 200)];

    private PreparedRequest[] ReportOf(int connection) => [PreparedRequest.Of("GET", ReportPath, _store.OwnerToken, 200)];

    private PreparedRequest[] Create(int connection)
    {
        var writer = _store.Writers[connection];
        return
        [
            .. Enumerable.Range(0, BodiesOfConnection).Select(i => PreparedRequest.Of(
                "POST", ListPath, writer.Token, 201, Body(writer.ProjectIds[i % writer.ProjectIds.Count], i))),
        ];
    }

    private PreparedRequest[] Timer(int connection)
    {
        var writer = _store.Writers[connection];
        var body = $$"""{"project":"/projects/{{writer.ProjectIds[connection % writer.ProjectIds.Count]}}","title":"Support: website"}""";
        return
        [
            PreparedRequest.Of("POST", $"{ListPath}/start", writer.Token, 201, body),
            PreparedRequest.Of("PUT", $"{ListPath}/stop", writer.Token, 200),
        ];
    }

    private static string Body(long project, int i)
    {
        var start = new DateTimeOffset(2026, 1, 5, 7, 0, 0, TimeSpan.FromHours(1)).AddHours(i);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"start_date":"{{start:yyyy-MM-ddTHH:mm:sszzz}}","end_date":"{{start.AddMinutes(50):yyyy-MM-ddTHH:mm:sszzz}}","project":"/projects/{{project}}","title":"Implementation: mobile app","notes":"Ticket #{{1000 + i}}, review with the team"}
            """);
    }
}
