using NodaTime;
using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Reports;
using Polychron.UseCases.Reports;

namespace Polychron.Dialects.Timether.Tests.Reports;

/// <summary>A report is of one record of the log, whatever is written while it is read.</summary>
[Collection(TimetherAppTests.Name)]
public sealed class ExactnessTests(TimetherApp app)
{
    [Fact]
    public async Task What_was_written_since_is_taken_out_again()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectAsync();
        var changed = await world.AddEntryAsync("2024-02-26T09:00:00Z", seconds: 100);
        var gone = await world.AddEntryAsync("2024-02-27T09:00:00Z", seconds: 200);
        var moved = await world.AddEntryAsync("2024-02-28T09:00:00Z", seconds: 400);
        var moving = await world.AddEntryAsync("2023-01-01T09:00:00Z", seconds: 800);
        var view = await app.Log.OpenAsync(world.WorkspaceId);
        var before = await SumAsync();

        (await world.Api.Patch($"/time_entries/{changed}", $$"""{"duration_seconds":5,"project_id":{{project}}}""")).Is(200);
        (await world.Api.Patch($"/time_entries/{changed}", """{"duration_seconds":6}""")).Is(200);
        (await world.Api.Delete($"/time_entries/{gone}")).Is(204);
        (await world.Api.Patch($"/time_entries/{moved}", """{"started_at":"2023-01-01T09:00:00Z","ended_at":"2023-01-01T10:00:00Z"}""")).Is(200);
        (await world.Api.Patch($"/time_entries/{moving}", """{"started_at":"2024-02-28T09:00:00Z","ended_at":"2024-02-28T10:00:00Z"}""")).Is(200);
        await world.AddEntryAsync("2024-02-26T12:00:00Z");

        Assert.Equal(700, before.Total().All.Seconds);
        Assert.Equal(before.OrderBy(Order).ToList(), (await SumAsync()).OrderBy(Order).ToList());
        view = await app.Log.OpenAsync(world.WorkspaceId);
        Assert.Equal(6 + 3_600 + 3_600, (await SumAsync()).Total().All.Seconds);

        ValueTask<IReadOnlyList<Cell>> SumAsync() => SumExactly.RunAsync(
            app.Log, view, view.Picture.Members[world.Owner.Id], new SumEntries.Query
            {
                First = new LocalDate(2024, 2, 26),
                Last = new LocalDate(2024, 3, 3),
                Zone = DateTimeZone.Utc,
            });
    }

    private static string Order(Cell cell) => cell.Key.ToString();
}
