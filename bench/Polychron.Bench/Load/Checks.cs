using Polychron.Bench.Seed;
using Polychron.Bench.Servers;

namespace Polychron.Bench.Load;

/// <summary>Whether the server did what is measured: a fast wrong answer is worth nothing.</summary>
internal static class Checks
{
    /// <summary>Before the load: the list has a full page, and the report adds up to what was seeded.</summary>
    public static void Answers(AppProcess server, SeededStore store)
    {
        using var list = server.Get(TimingScenarios.ListPath, store.Readers[0].Token);
        Equal("entries on the list's page", 100, list.RootElement.GetProperty("data").GetArrayLength());
        using var report = server.Get(TimingScenarios.ReportPath, store.OwnerToken);
        Equal(
            "seconds in the report",
            store.Seconds,
            report.RootElement.GetProperty("data").EnumerateArray().Sum(line => line.GetProperty("duration").GetInt64()));
        using var groups = server.Get(TimelyScenarios.ReportPath(store), store.OwnerToken);
        Equal(
            "seconds in the report by day",
            store.Seconds,
            groups.RootElement.GetProperty("days").EnumerateArray()
                .Sum(day => day.GetProperty("duration").GetProperty("total_seconds").GetInt64()));
    }

    /// <summary>After the server was ended by force: every entry that it acknowledged is in the store, and no other.</summary>
    public static async Task EntriesAsync(string folder, SeededStore store, long acknowledged) =>
        Equal(
            "entries in the store after the server was killed",
            acknowledged,
            await Seeder.CountEntriesAsync(folder, store.WritersWorkspaceId));

    private static void Equal(string what, long expected, long found)
    {
        if (expected != found)
        {
            throw new InvalidOperationException($"Wrong number of {what}: expected {expected}, found {found}.");
        }
    }
}
