using System.Diagnostics;
using Polychron.Bench.Client;
using Polychron.Bench.Raw;
using Polychron.Domain.Rates;
using SQLitePCL;

namespace Polychron.Bench.Rollups;

/// <summary>
/// The best that a live aggregate can do: one SQLite table of the same rows with nothing in it but what the reports need, an
/// index on the day, one prepared statement, no HTTP, no permissions, no zones.
/// </summary>
internal sealed class SqlBaseline : IDisposable
{
    private readonly sqlite3 _database;

    public SqlBaseline(string folder, int count)
    {
        _database = SqliteCalls.Open(Path.Combine(folder, "live.db"));
        _database.Run("""
            PRAGMA journal_mode=WAL;
            PRAGMA cache_size=-65536;
            CREATE TABLE entries (
                day INTEGER NOT NULL, user INTEGER NOT NULL, project INTEGER NOT NULL, client INTEGER NOT NULL,
                status INTEGER NOT NULL, seconds INTEGER NOT NULL, revenue INTEGER NOT NULL, cost INTEGER NOT NULL);
            BEGIN;
            """);
        using (var insert = _database.Prepare("INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"))
        {
            foreach (var entry in RollupSeed.Entries(count))
            {
                var day = entry.Start.InUtc().Date;
                Bind(insert, day.Year * 10_000 + day.Month * 100 + day.Day, entry.User, entry.Project, entry.Client, (int)entry.Status,
                    entry.Seconds, Cost.Of(entry.Seconds, 8_000 + entry.User * 100), Cost.Of(entry.Seconds, 4_000 + entry.User * 50));
                _database.Check(raw.sqlite3_step(insert));
                _database.Check(raw.sqlite3_reset(insert));
            }
        }

        _database.Run("COMMIT; CREATE INDEX by_day ON entries (day); ANALYZE;");
    }

    /// <summary>Runs an aggregate for a while.</summary>
    public LoadResult Run(ReportScenario scenario, TimeSpan time)
    {
        using var statement = _database.Prepare(scenario.Sql!);
        var times = new List<long>();
        var began = Stopwatch.GetTimestamp();
        do
        {
            var at = Stopwatch.GetTimestamp();
            Bind(statement, scenario.From, scenario.To);
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                // Each group is a row.
            }

            _database.Check(raw.sqlite3_reset(statement));
            times.Add(Stopwatch.GetTimestamp() - at);
        }
        while (Stopwatch.GetElapsedTime(began) < time);
        return LoadResult.Of(Stopwatch.GetElapsedTime(began), times);
    }

    public void Dispose() => _database.Dispose();

    private static void Bind(sqlite3_stmt statement, params ReadOnlySpan<long> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            raw.sqlite3_bind_int64(statement, i + 1, values[i]);
        }
    }
}
