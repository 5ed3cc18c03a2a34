using System.Globalization;
using Polychron.Bench.Client;
using Polychron.Bench.Seed;

namespace Polychron.Bench.Load;

/// <summary>Rows spoken in the Timedash dialect: over the 60,000 entries of the large workspace as its owner, and writes in the other one.</summary>
internal sealed class TimedashScenarios(SeededStore store)
{
    private const string Assignments = "/timedash/assignments";
    private const int BodiesOfConnection = 64;

    public IReadOnlyList<Scenario> All =>
    [
        new("Timedash: create assignment", TimingScenarios.Many, Create) { EntriesMade = static answered => answered },
        new("Timedash: list 20 of 60,000, newest first", 1, _ => List("")),
        new("Timedash: list 20 of 60,000, oldest first", 1, _ => List("?sort=timestamp")) { Least = 12 },
        new("Timedash: list 20 of 60,000 by amount", 1, _ => List("?sort=-amount")) { Least = 12 },
        new("Timedash: list 20 of 60,000, invoiced ones", 1, _ => List("?invoiced=true")) { Least = 12 },
    ];

    private PreparedRequest[] List(string query) =>
        [PreparedRequest.Of("GET", Assignments + query, store.OwnerToken, 200, isBasic: true)];

    private PreparedRequest[] Create(int connection)
    {
        var writer = store.Writers[connection];
        return
        [
            .. Enumerable.Range(0, BodiesOfConnection).Select(i => PreparedRequest.Of(
                "POST", Assignments, writer.Token, 200, Body(writer.ProjectIds[i % writer.ProjectIds.Count], i), isBasic: true)),
        ];
    }

    private static string Body(long project, int i) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"agreement":{{project}},"timestamp":"{{new DateTime(2026, 1, 5, 7, 0, 0).AddHours(i):yyyy-MM-ddTHH:mm:ss}}Z","duration":3000,"title":"Implementation: mobile app","notes":"Ticket #{{1000 + i}}"}
        """);
}
