using NodaTime;
using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Entries;

namespace Polychron.Dialects.Timether.Tests.Lists;

/// <summary>Entries in the order that the store does not keep: the earliest first.</summary>
[Collection(TimetherAppTests.Name)]
public sealed class AscendingTests(TimetherApp app)
{
    private static readonly Instant First = Instant.FromUtc(2022, 1, 3, 9, 0);

    [Theory]
    [InlineData("")]
    [InlineData("&user_id={user}")]
    [InlineData("&has_project=false")]
    [InlineData("&tag_id={tag}")]
    [InlineData("&updated_after=2020-01-01")]
    [InlineData("&started_from=2024-02-28T01:00:00Z&started_before=2024-02-28T02:30:00Z")]
    [InlineData("&started_from=2023-01-01&started_before=2023-01-02")]
    public async Task Pages_put_together_are_the_other_order_reversed(string filter)
    {
        var world = await World.CreateAsync(app);
        var tag = await world.AddTagAsync();
        for (var i = 0; i < 11; i++)
        {
            // Several start at the same moment, and not in the order of their creation.
            await world.AddEntryAsync($"2024-02-28T0{i % 3}:00:00Z", i % 2 == 0 ? $",\"tag_ids\":[{tag}]" : "");
        }

        filter = filter.Replace("{tag}", $"{tag}", StringComparison.Ordinal).Replace("{user}", $"{world.Owner.Id}", StringComparison.Ordinal);
        var expected = (await world.Api.Get($"/time_entries?limit=200{filter}")).Is(200).Ids.Reverse().ToList();

        Assert.Equal(filter.Contains("2023", StringComparison.Ordinal), expected.Count == 0);
        foreach (var limit in new[] { 1, 3, 200 })
        {
            Assert.Equal(expected, await world.Api.WalkAsync($"/time_entries?sort=started_at{filter}", limit));
        }
    }

    [Fact]
    public async Task A_page_goes_on_behind_its_last_entry_whatever_is_written_in_between()
    {
        var world = await World.CreateAsync(app);
        var entries = new List<long>();
        for (var i = 0; i < 6; i++)
        {
            entries.Add(await world.AddEntryAsync($"2024-02-28T0{i}:00:00Z"));
        }

        var first = (await world.Api.Get("/time_entries?sort=started_at&limit=3")).Is(200);
        await world.AddEntryAsync("2024-02-27T00:00:00Z");
        (await world.Api.Delete($"/time_entries/{entries[2]}")).Is(204);
        var second = (await world.Api.Get($"/time_entries?sort=started_at&limit=3&cursor={first.NextCursor}")).Is(200);

        Assert.Equal(entries.Take(3), first.Ids);
        Assert.Equal(entries.Skip(3), second.Ids);
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task Running_timers_come_in_it_too()
    {
        var world = await World.CreateAsync(app);
        var timers = new List<long> { (await world.Api.Post("/timers/start")).Is(201).Id };
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var colleague = await world.AddAsync(Polychron.Domain.Members.Role.Member);
            timers.Add((await colleague.Api.Post("/timers/start")).Is(201).Id);
        }

        Assert.Equal(timers, await world.Api.WalkAsync("/time_entries?sort=started_at&is_running=true", 1));
        Assert.Equal(timers, await world.Api.WalkAsync("/time_entries?sort=started_at", 2));
    }

    /// <summary>
    /// The log's own read, and the halving of the time: some 15 queries for hours of months, each of a few hundred rows, or with
    /// a search of up to 2,100 in three. Where the range is small, as at the end, it is one.
    /// </summary>
    [Fact]
    public async Task A_page_costs_the_same_whatever_there_is_before_and_behind_it()
    {
        var world = await World.CreateAsync(app);
        await WriteHoursAsync(world, 3_000);

        var (first, firstCost) = await CountAsync(world, "limit=50");
        var (second, secondCost) = await CountAsync(world, $"limit=50&cursor={first.NextCursor}");
        var (searched, searchCost) = await CountAsync(world, "limit=50&search=2900");
        var (rest, restCost) = await CountAsync(world, "started_from=2022-05-05");

        Assert.Equal("2022-01-03T09:00:00.000000+00:00", first["data"]![0]!["started_at"]!.GetValue<string>());
        Assert.Equal(first.Ids[^1] + 1, second.Ids[0]);
        Assert.Empty(searched.Ids);
        Assert.NotNull(searched.NextCursor);
        Assert.NotEmpty(rest.Ids);
        Assert.InRange(firstCost, 3, 20);
        Assert.InRange(secondCost, 3, 20);
        Assert.InRange(searchCost, 3, 40);
        Assert.Equal(2, restCost);
    }

    [Fact]
    public async Task A_search_goes_on_from_page_to_page_until_it_has_seen_all()
    {
        var world = await World.CreateAsync(app);
        await WriteHoursAsync(world, 2_200);

        var found = await world.Api.WalkAsync("/time_entries?sort=started_at&search=Hour+2", 50);
        var reversed = await world.Api.WalkAsync("/time_entries?search=Hour+2", 50);

        Assert.NotEmpty(found);
        Assert.Equal(reversed.Reverse(), found);
    }

    private static async Task<(Answer Answer, int Operations)> CountAsync(World world, string query)
    {
        Answer? answer = null;
        var count = await StorageOperations.CountAsync(async () => answer = await world.Api.Get($"/time_entries?sort=started_at&{query}"));
        return (answer!, count);
    }

    // One an hour.
    private static async Task WriteHoursAsync(World world, int count)
    {
        const int batch = 25;
        for (var done = 0; done < count; done += batch)
        {
            var from = done;
            await world.App.Log.WriteAsync(world.WorkspaceId, world.Owner.Id, transaction =>
            {
                for (var i = from; i < from + batch; i++)
                {
                    transaction.Create(new Entry
                    {
                        UserId = world.Owner.Id,
                        CreatorUserId = world.Owner.Id,
                        Title = $"Hour {i}",
                        Start = First + Duration.FromHours(i),
                        End = First + Duration.FromHours(i + 1),
                        DurationSeconds = 3_600,
                        BillingStatus = Domain.Billing.BillingStatus.Billable,
                    });
                }

                return ValueTask.FromResult(true);
            });
        }
    }
}
