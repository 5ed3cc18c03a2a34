using NodaTime;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.Rollups.Tests.Support;
using Polychron.Testing.Storage;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Reports;
using Polychron.UseCases.Reports.Plans;

namespace Polychron.Rollups.Tests.Plans;

/// <summary>From what a report is answered, and what that costs.</summary>
public sealed class PlanTests
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

    [Theory]
    [InlineData("2024-01-01", "2024-12-31", CalendarUnit.Year, "cells; months=12; days=0; tail=0; edges=0")]
    [InlineData("2024-01-01", "2024-12-31", CalendarUnit.Month, "cells; months=12; days=0; tail=0; edges=0")]
    [InlineData("2024-01-01", "2024-12-31", CalendarUnit.Day, "cells; months=0; days=366; tail=0; edges=0")]
    [InlineData("2024-01-01", "2024-12-31", CalendarUnit.Week, "cells; months=0; days=366; tail=0; edges=0")]
    [InlineData("2024-01-15", "2024-03-10", CalendarUnit.Month, "cells; months=1; days=27; tail=0; edges=0")]
    [InlineData("2024-01-02", "2024-01-31", CalendarUnit.Month, "cells; months=0; days=30; tail=0; edges=0")]
    [InlineData("2024-01-01", "2024-01-31", CalendarUnit.Month, "cells; months=1; days=0; tail=0; edges=0")]
    [InlineData("2024-01-31", "2024-02-29", CalendarUnit.Month, "cells; months=1; days=1; tail=0; edges=0")]
    public async Task Whole_months_come_from_months_and_the_rest_from_days(string first, string last, CalendarUnit unit, string plan)
    {
        var world = await WorldAsync();
        Assert.Equal(plan, await PlanOfAsync(world, Query(first, last, unit)));
    }

    [Fact]
    public async Task Records_since_the_cells_are_read_up_to_a_limit()
    {
        var world = await WorldAsync(new ReportLimits { FewEntries = 0, MaxTail = 3 });
        for (var i = 1; i <= 5; i++)
        {
            await world.AddAsync(Instant.FromUtc(2024, 2, 1, 0, i));
            Assert.Equal(
                i > 3 ? "entries; because=log-tail" : $"cells; months=12; days=0; tail={i}; edges=0",
                await PlanOfAsync(world, Query("2024-01-01", "2024-12-31", CalendarUnit.Year)));
        }
    }

    [Fact]
    public async Task Entries_are_read_where_there_are_few()
    {
        var world = await WorldAsync(new ReportLimits { FewEntries = 2 });
        var query = Query("2024-01-01", "2024-12-31", CalendarUnit.Year);
        Assert.Equal("entries; because=few-entries", await PlanOfAsync(world, query with { Filter = new CellFilter { Users = new HashSet<long> { 3 } } }));
        Assert.StartsWith("cells", await PlanOfAsync(world, query), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_of_another_zone_come_from_entries()
    {
        var world = await WorldAsync();
        var query = Query("2024-01-01", "2024-12-31", CalendarUnit.Year) with { Zone = DateTimeZone.Utc };
        Assert.Equal("entries; because=zone", await PlanOfAsync(world, query));
    }

    [Theory]
    [InlineData(ReportColumns.Title, TimespanGrouping.Day, null, "entries; because=detail")]
    [InlineData(ReportColumns.Notes, TimespanGrouping.Day, null, "entries; because=detail")]
    [InlineData(ReportColumns.Timespan, TimespanGrouping.Exact, null, "entries; because=detail")]
    [InlineData(ReportColumns.Project, TimespanGrouping.Exact, "word", "entries; because=detail")]
    [InlineData(ReportColumns.Project, TimespanGrouping.Exact, null, "cells; months=1; days=14; tail=0; edges=2")]
    [InlineData(ReportColumns.Timespan, TimespanGrouping.Month, null, "cells; months=1; days=14; tail=0; edges=2")]
    [InlineData(ReportColumns.Timespan, TimespanGrouping.Week, null, "cells; months=0; days=43; tail=0; edges=2")]
    public async Task Parts_of_days_and_what_cells_do_not_tell_apart_come_from_entries(
        ReportColumns columns, TimespanGrouping grouping, string? words, string plan)
    {
        var world = await WorldAsync();
        var view = await world.Log.OpenAsync(RollupWorld.Id);
        var query = new GenerateReport.Query
        {
            Filter = new EntryFilter
            {
                IncludeColleagues = true,
                From = Instant.FromUtc(2024, 1, 25, 12, 0),
                To = Instant.FromUtc(2024, 3, 9, 12, 0),
                Search = words is null ? null : Domain.Entries.SearchWords.Parse(words),
            },
            Columns = columns,
            Timespan = grouping,
            Zone = Paris,
        };
        await GenerateReport.RunAsync(view, view.Picture.Members[1], query, world.Now);
        Assert.Equal(plan, view.Cells!.Plan!.ToString());
    }

    [Fact]
    public async Task A_year_of_fifty_people_is_read_in_at_most_20_storage_reads()
    {
        var tables = new InMemoryTableStore();
        var world = new RollupWorld(tables);
        await world.SeedAsync();

        // Fifty people, each on three of thirty projects a day, on 250 days: 37,500 entries and as many cells of days.
        for (var day = 0; day < 250; day++)
        {
            var start = Instant.FromUtc(2024, 1, 1, 8, 0) + Duration.FromDays((day / 5 * 7) + (day % 5));
            await world.WriteAsync(transaction =>
            {
                for (var user = 1; user <= 50; user++)
                {
                    for (var part = 0; part < 3; part++)
                    {
                        transaction.Create(
                            Testing.Domain.Samples.Entry(0, start, start + Duration.FromHours(1), user) with
                            {
                                ProjectId = 100 + ((user + (part * (1 + (day % 4)))) % 30), HourRate = 9_000 + user,
                            });
                    }
                }

                return true;
            });
        }

        await world.Compactor.RunAsync(RollupWorld.Id);
        foreach (var (unit, reads) in new[] { (CalendarUnit.Year, 3), (CalendarUnit.Day, 4) })
        {
            var counting = new CountingStore(tables);
            var reader = world.Other(counting);
            await reader.Log.OpenAsync(RollupWorld.Id);
            var before = counting.Reads;
            var view = await reader.Log.OpenAsync(RollupWorld.Id);
            var cells = await SumEntries.RunAsync(view, view.Picture.Members[1], Query("2024-01-01", "2024-12-31", unit));
            Assert.Equal(37_500, cells.Total().All.Count);
            Assert.InRange(counting.Reads - before, 3, reads);
        }
    }

    [Fact]
    public async Task A_report_that_compactions_overtake_is_of_one_moment()
    {
        for (var moment = 0; moment < 8; moment++)
        {
            var world = await WorldAsync();
            var moved = await world.AddAsync(Instant.FromUtc(2024, 2, 10, 9, 0), 50);
            if (moment % 2 == 0)
            {
                await world.Compactor.RunAsync(RollupWorld.Id);
            }

            // Before the nth read of the report, an entry moves from one of its parts to another and is folded into both.
            var reads = 0;
            var overtaking = new OvertakingStore(world.Tables, () => Interlocked.Increment(ref reads) == 1 + (moment / 2), async () =>
            {
                await world.WriteAsync(transaction => transaction.Update(moved, moved with { Start = Instant.FromUtc(2024, 3, 20, 9, 0) }));
                await world.Compactor.RunAsync(RollupWorld.Id);
            });
            var reader = world.Other(overtaking);
            var view = await reader.Log.OpenAsync(RollupWorld.Id);
            overtaking.IsOn = true;
            var cells = await SumEntries.RunAsync(view, view.Picture.Members[1], Query("2024-02-01", "2024-03-25", CalendarUnit.Month));

            // As of the view that was opened, when the entry was still in February.
            Assert.Equal((3_650, 2), Assert.Single(cells.By(key => key.Day.Month).Select(month => (month.Value.All.Seconds, month.Key))));
            Assert.StartsWith("cells", view.Cells!.Plan!.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_report_over_pages_of_entries_counts_each_once(int moves)
    {
        var world = new RollupWorld(new InMemoryTableStore());
        await world.SeedAsync();
        await world.WriteAsync(transaction =>
        {
            for (var i = 0; i < 1_500; i++)
            {
                var start = Instant.FromUtc(2024, 2, 1, 0, i % 60) + Duration.FromMinutes(i / 60);
                transaction.Create(Testing.Domain.Samples.Entry(0, start, start + Duration.FromSeconds(10)));
            }

            return true;
        });

        // Between two pages, once or whenever one is read, the newest entry becomes the oldest: it is on both pages, or on none.
        var reads = 0;
        var overtaking = new OvertakingStore(world.Tables, () => ++reads % 2 == 0 && reads <= 2 * moves, async () =>
        {
            var entries = await world.EntriesAsync();
            await world.WriteAsync(transaction => transaction.Update(entries[0], entries[0] with { Start = entries[^1].Start - Duration.FromMinutes(1) }));
        });
        var reader = new RollupWorld(overtaking, world.Time, new ReportLimits { FewEntries = long.MaxValue });
        var view = await reader.Log.OpenAsync(RollupWorld.Id);
        overtaking.IsOn = true;
        var cells = await SumEntries.RunAsync(view, view.Picture.Members[1], Query("2024-01-01", "2024-12-31", CalendarUnit.Month));

        Assert.Equal((15_000, 1_500), (cells.Total().All.Seconds, cells.Total().All.Count));
        Assert.True(reads > 2);
    }

    /// <summary>Three entries of an hour: in January, February and March.</summary>
    private static async Task<RollupWorld> WorldAsync(ReportLimits? limits = null)
    {
        var world = new RollupWorld(new InMemoryTableStore(), limits: limits);
        await world.SeedAsync();
        foreach (var month in new[] { 1, 2, 4 })
        {
            await world.AddAsync(Instant.FromUtc(2024, month, 5, 9, 0));
        }

        await world.Compactor.RunAsync(RollupWorld.Id);
        return world;
    }

    private static SumEntries.Query Query(string first, string last, CalendarUnit unit) => new()
    {
        First = NodaTime.Text.LocalDatePattern.Iso.Parse(first).Value,
        Last = NodaTime.Text.LocalDatePattern.Iso.Parse(last).Value,
        Zone = Paris,
        Unit = unit,
    };

    private static async Task<string> PlanOfAsync(RollupWorld world, SumEntries.Query query)
    {
        var view = await world.Log.OpenAsync(RollupWorld.Id);
        await SumEntries.RunAsync(view, view.Picture.Members[1], query);
        return view.Cells!.Plan!.ToString();
    }
}
