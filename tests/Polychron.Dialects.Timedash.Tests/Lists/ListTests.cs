using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Polychron.Dialects.Timedash.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timedash.Tests.Lists;

/// <summary>"Pagination", "Filtering", "Sorting": on every property of every resource, the same envelope.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class ListTests(TimedashApp app)
{
    public static TheoryData<string> Lists => ["/contacts", "/agreements", "/assignments", "/api_keys"];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Pages_are_numbered_from_zero_and_have_20_items_unless_the_request_says_otherwise(string path)
    {
        var world = await FillAsync(23);
        var all = (await world.Api.Get($"{path}?size=100")).Is(200);
        var total = all.Ids.Length;
        Assert.InRange(total, 23, 24);
        Assert.Equal(
            ["object", "page", "size", "total", "pages", "has_more", "data"], all.Json.AsObject().Select(member => member.Key));
        Assert.Equal((1, total, false), (all.Json.Number("pages"), all.Json.Number("total"), all.Json["has_more"]!.GetValue<bool>()));

        var first = (await world.Api.Get(path)).Is(200);
        var second = (await world.Api.Get($"{path}?page=1")).Is(200);
        var beyond = (await world.Api.Get($"{path}?page=2&size=20")).Is(200);

        Assert.Equal(("list", 0, 20, total, 2, true), Envelope(first));
        Assert.Equal(("list", 1, 20, total, 2, false), Envelope(second));
        Assert.Equal(("list", 2, 20, total, 2, false), Envelope(beyond));
        Assert.Equal(all.Ids, first.Ids.Concat(second.Ids));
        Assert.Empty(beyond.Ids);
        Assert.Equal(total, all.Ids.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_property_sorts_both_ways_and_filters(string path)
    {
        var world = await FillAsync(12);
        var all = (await world.Api.Get($"{path}?size=100")).Is(200).Items;
        var properties = all[0].AsObject().Where(member => member.Value is not JsonObject).Select(member => member.Key).ToList();
        Assert.True(properties.Count >= 7);

        foreach (var property in properties)
        {
            var up = (await world.Api.Get($"{path}?size=100&sort={property}")).Is(200).Items;
            var down = (await world.Api.Get($"{path}?size=100&sort=-{property}")).Is(200).Items;
            Assert.Equal(all.Select(Id).Order(), up.Select(Id).Order());
            Assert.Equal(all.Select(item => Text(item[property])).Order(Values.Order), up.Select(item => Text(item[property])));
            Assert.Equal(all.Select(item => Text(item[property])).OrderDescending(Values.Order), down.Select(item => Text(item[property])));

            foreach (var value in all.Select(item => Text(item[property])).Distinct())
            {
                var found = (await world.Api.Get($"{path}?size=100&{property}={Uri.EscapeDataString(value ?? "")}")).Is(200);
                Assert.Equal(all.Where(item => Text(item[property]) == value).Select(Id), found.Ids);
                Assert.Equal(found.Ids.Length, found.Json.Number("total"));
            }
        }
    }

    [Fact]
    public async Task Invoiced_assignments_are_listed_as_in_the_example()
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        var open = await world.AddAssignmentAsync(agreement);
        var invoiced = await world.AddAssignmentAsync(agreement, more: """, "invoiced": true""");
        var paid = await world.AddAssignmentAsync(agreement, "2024-02-02T09:00:00Z", more: """, "paid": true""");

        Assert.Equal([paid, invoiced], (await world.Api.Get("/assignments?invoiced=true")).Ids);
        Assert.Equal([open], (await world.Api.Get("/assignments?invoiced=false")).Ids);
        Assert.Equal([paid, invoiced], (await world.Api.Get("/assignments?invoiced=1")).Ids);
        Assert.Equal([open], (await world.Api.Get("/assignments?invoiced=0")).Ids);
        Assert.Equal([invoiced], (await world.Api.Get("/assignments?invoiced=true&paid=false")).Ids);
        Assert.Equal([open, invoiced, paid], (await world.Api.Get("/assignments?sort=timestamp")).Ids);
        Assert.Equal(paid, (await world.Api.Get("/assignments?sort=-timestamp&size=1")).Ids.Single());
    }

    [Fact]
    public async Task Metadata_filter_and_sort()
    {
        var world = await World.CreateAsync(app);
        var ids = new Dictionary<string, long>();
        foreach (var color in new[] { "blue", "red", "green" })
        {
            ids[color] = (await world.Api.Post("/contacts", $$"""{ "name": "x", "metadata": { "Favorite color": "{{color}}", "2019": "y" } }""")).Is(200).Id;
        }

        var plain = (await world.Api.Post("/contacts", """{ "name": "x" }""")).Is(200).Id;

        Assert.Equal([ids["red"]], (await world.Api.Get("/contacts?metadata[Favorite%20color]=red")).Ids);
        Assert.Equal([plain], (await world.Api.Get("/contacts?metadata[2019]=")).Ids);
        Assert.Equal(
            [ids["red"], ids["green"], ids["blue"], plain], (await world.Api.Get("/contacts?sort=-metadata[Favorite%20color]")).Ids);
    }

    [Fact]
    public async Task A_day_holds_all_of_its_moments()
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        await world.AddAssignmentAsync(agreement, "2024-01-31T23:59:59Z");
        var first = await world.AddAssignmentAsync(agreement, "2024-02-01T00:00:00Z");
        var last = await world.AddAssignmentAsync(agreement, "2024-02-01T23:59:59Z");
        await world.AddAssignmentAsync(agreement, "2024-02-02T00:00:00Z");

        Assert.Equal([last, first], (await world.Api.Get("/assignments?timestamp=2024-02-01")).Ids);
        Assert.Equal([first], (await world.Api.Get("/assignments?timestamp=2024-02-01T01:00:00+01:00")).Ids);
        Assert.Equal([first], (await world.Api.Get("/assignments?timestamp=2024-02-01T01:00:00%2B01:00")).Ids);
    }

    // Against a plain sort of what was written, with many entries of one instant among them.
    [Fact]
    public async Task Pages_in_order_of_time_are_those_of_the_whole_list()
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        var other = await world.AddAgreementAsync("Other");
        var made = new List<(long Id, int Hour, long Agreement)>();
        var starts = Gen.Choose(0, 60).ListOf(150).Sample(1).Single();
        foreach (var hour in starts)
        {
            var under = hour % 3 == 0 ? other : agreement;
            var start = NodaTime.Instant.FromUtc(2020, 1, 1, 0, 0) + NodaTime.Duration.FromHours(hour * hour);
            made.Add((await world.AddAssignmentAsync(under, start.ToString(), 60), hour, under));
        }

        var newest = made.OrderByDescending(item => item.Hour).ThenByDescending(item => item.Id).ToList();
        foreach (var (filter, expected) in new[]
        {
            ("", newest.Select(item => item.Id).ToList()),
            ($"&agreement={other}", newest.Where(item => item.Agreement == other).Select(item => item.Id).ToList()),
            ("&paid=false", newest.Select(item => item.Id).ToList()),
        })
        {
            foreach (var size in new[] { 7, 20, 100 })
            {
                for (var page = 0; page * size < expected.Count + size; page++)
                {
                    var down = (await world.Api.Get($"/assignments?page={page}&size={size}&sort=-timestamp{filter}")).Is(200);
                    var up = (await world.Api.Get($"/assignments?page={page}&size={size}&sort=timestamp{filter}")).Is(200);
                    Assert.Equal(expected.Skip(page * size).Take(size), down.Ids);
                    Assert.Equal(Enumerable.Reverse(expected).Skip(page * size).Take(size), up.Ids);
                    Assert.Equal(expected.Count, up.Json.Number("total"));
                }
            }
        }
    }

    [Fact]
    public async Task Members_list_their_own_assignments_and_no_money_that_is_hidden_from_them()
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        var member = await world.AddAsync(Role.Member);
        await world.AddAssignmentAsync(agreement);
        var own = (await member.Api.Post("/assignments", $$"""{ "agreement": {{agreement}}, "timestamp": "2024-02-01T09:00:00Z", "duration": 3600 }""")).Is(200).Id;

        Assert.Equal([own], (await member.Api.Get("/assignments")).Ids);
        Assert.Equal(1, (await member.Api.Get("/assignments?sort=timestamp")).Json.Number("total"));
        Assert.Empty((await member.Api.Get($"/assignments?user={world.Owner.Id}")).Ids);
        Assert.Equal(2, (await world.Api.Get("/assignments")).Json.Number("total"));
        Assert.Equal(12_000, (await member.Api.Get($"/assignments/{own}")).Json.Number("amount"));

        await world.WriteAsync(world.Owner, transaction =>
        {
            var before = transaction.Picture.Members[member.Id];
            return transaction.Update(before, before with { HidesRates = true });
        });
        var hidden = (await member.Api.Get($"/assignments/{own}")).Is(200);
        Assert.Equal((null, null), (hidden.Json["rate"], hidden.Json["amount"]));
        Assert.Empty((await member.Api.Get("/assignments?amount=12000")).Ids);
        Assert.Equal([own], (await member.Api.Get("/assignments?amount=")).Ids);
        Assert.Null((await member.Api.Get($"/agreements/{agreement}")).Json["rate"]);
    }

    private static (string Object, long Page, long Size, long Total, long Pages, bool HasMore) Envelope(Answer answer) => (
        answer.Json.Text("object"), answer.Json.Number("page"), answer.Json.Number("size"), answer.Json.Number("total"),
        answer.Json.Number("pages"), answer.Json["has_more"]!.GetValue<bool>());

    private static long Id(JsonNode item) => item.Number("id");

    private static string? Text(JsonNode? value) => value?.ToString();

    private async Task<World> FillAsync(int count)
    {
        var world = await World.CreateAsync(app);
        for (var i = 0; i < count; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            var contact = (await world.Api.Post(
                "/contacts", $$"""{ "name": "n{{i % 5}}", "archived": {{(i % 2 == 0 ? "true" : "false")}}, "external_id": {{(i % 3 == 0 ? "null" : $"\"{i % 3}\"")}} }""")).Is(200).Id;
            var agreement = await world.AddAgreementAsync(
                $"n{i % 4}", i % 5 * 1_000, $$""", "contact": {{(i % 4 == 0 ? "null" : contact.ToString())}}, "billable": {{(i % 3) switch { 0 => "null", 1 => "true", _ => "false" }}}""");
            await world.AddAssignmentAsync(
                agreement, $"2024-02-{1 + (i % 20):00}T09:00:00Z", i % 6 * 600, i % 3 == 0 ? """, "invoiced": true, "title": "t" """ : "");
            if (i > 0)
            {
                (await world.Api.Post("/api_keys", $$"""{ "name": "k{{i % 3}}" }""")).Is(200);
            }
        }

        return world;
    }

    // As the API has it: nothing first, false before true, numbers as numbers, text by code units.
    private sealed class Values : IComparer<string?>
    {
        public static readonly Values Order = new();

        public int Compare(string? x, string? y) =>
            x is null || y is null ? (x is not null).CompareTo(y is not null)
            : long.TryParse(x, out var a) && long.TryParse(y, out var b) ? a.CompareTo(b)
            : string.CompareOrdinal(x, y);
    }
}
