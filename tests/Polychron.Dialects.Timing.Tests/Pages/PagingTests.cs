using System.Text.Json.Nodes;
using Polychron.Dialects.Timing.Tests.Support;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;

namespace Polychron.Dialects.Timing.Tests.Pages;

/// <summary>Pages of the list of entries.</summary>
[Collection(TimingAppTests.Name)]
public sealed class PagingTests(TimingApp app)
{
    /// <summary>Entries of one minute each, one an hour; the last is the newest.</summary>
    private static async Task FillAsync(World world, int count)
    {
        var start = NodaTime.Instant.FromUtc(2020, 1, 1, 0, 0);
        for (var written = 0; written < count; written += 200)
        {
            await world.WriteAsync(world.Owner, transaction =>
            {
                for (var i = written; i < Math.Min(count, written + 200); i++)
                {
                    transaction.Create(new Entry
                    {
                        UserId = world.Owner.Id,
                        CreatorUserId = world.Owner.Id,
                        Start = start + NodaTime.Duration.FromHours(i),
                        End = start + NodaTime.Duration.FromHours(i) + NodaTime.Duration.FromMinutes(1),
                        DurationSeconds = 60,
                        Title = $"{i} {(i % 2 == 0 ? "even" : "odd")}",
                        BillingStatus = BillingStatus.Undetermined,
                    });
                }

                return true;
            });
        }
    }

    private static string Shape(JsonNode meta) => string.Join(
        ' ', "current_page from to last_page per_page total".Split(' ').Select(name => meta[name]?.ToJsonString() ?? "null"));

    [Fact]
    public async Task Every_page_has_its_numbers_and_links()
    {
        var world = await World.CreateAsync(app);
        await FillAsync(world, 250);
        var list = world.Api.Url("/time-entries");

        var first = (await world.Api.Get("/time-entries")).Is(200);
        Assert.Equal("1 1 100 3 100 250", Shape(first.Json["meta"]!));
        Assert.Equal(100, first.Items.Length);
        Assert.Equal("249 odd", first.Items[0].Text("title"));
        Assert.Equal(
            (null, $"{list}?page=2", $"{list}?page=1", $"{list}?page=3"),
            (first.Json["links"]!.TextOrNull("prev"), first.Json["links"]!.TextOrNull("next"), first.Json["links"]!.Text("first"), first.Json["links"]!.Text("last")));

        var last = (await world.Api.Get("/time-entries?page=3")).Is(200);
        Assert.Equal("3 201 250 3 100 250", Shape(last.Json["meta"]!));
        Assert.Equal("0 even", last.Items[^1].Text("title"));
        Assert.Equal($"{list}?page=2", last.Json["links"]!.Text("prev"));
        Assert.Null(last.Json["links"]!["next"]);

        var beyond = (await world.Api.Get("/time-entries?page=4")).Is(200);
        Assert.Equal("4 null null 3 100 250", Shape(beyond.Json["meta"]!));
        Assert.Empty(beyond.Items);
    }

    [Fact]
    public async Task Following_next_meets_every_entry_once_newest_first_under_any_filter()
    {
        var world = await World.CreateAsync(app);
        await FillAsync(world, 120);
        foreach (var (query, expected) in (ValueTuple<string, int>[])
                 [("per_page=50", 120), ("per_page=7&search_query=EVEN", 60), ("per_page=9&start_date_min=2020-01-02&start_date_max=2020-01-03", 48)])
        {
            var seen = new List<JsonNode>();
            var next = $"/time-entries?{query}";
            while (next is not null)
            {
                var page = (await world.Api.Get(next)).Is(200);
                Assert.Equal(expected, page.Json["meta"]!.Number("total"));
                seen.AddRange(page.Items);
                next = page.Json["links"]!.TextOrNull("next")?[world.Api.Url("").Length..];
            }

            Assert.Equal(expected, seen.Select(entry => entry.Text("self")).Distinct().Count());
            Assert.Equal(seen.Select(entry => entry.Text("start_date")).OrderDescending(), seen.Select(entry => entry.Text("start_date")));
        }
    }

    [Fact]
    public async Task Many_pages_have_gaps_between_their_links()
    {
        var world = await World.CreateAsync(app);
        await FillAsync(world, 60);

        var meta = (await world.Api.Get("/time-entries?per_page=2&page=15")).Is(200).Json["meta"]!;

        var links = meta["links"]!.AsArray();
        Assert.Equal(
            "&laquo; Previous|1|2|...|12|13|14|15|16|17|18|...|29|30|Next &raquo;",
            string.Join('|', links.Select(link => link!.Text("label"))));
        Assert.Equal("""{"url":null,"label":"...","page":null,"active":false}""", links[3]!.ToJsonString());
        Assert.Equal([14L, 1, 2, null, 12, 13, 14, 15, 16, 17, 18, null, 29, 30, 16], links.Select(link => link!["page"]?.GetValue<long>()));
        Assert.Equal("15", Assert.Single(links, link => link!["active"]!.GetValue<bool>())!.Text("label"));
    }

    [Fact]
    public async Task Entries_that_begin_together_have_a_stable_order()
    {
        var world = await World.CreateAsync(app);
        const string body = """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z" }""";
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Add((await world.Api.Post("/time-entries", body)).Self);
        }

        made.Reverse();
        var paged = new List<string>();
        for (var page = 1; page <= 5; page++)
        {
            paged.Add((await world.Api.Get($"/time-entries?per_page=1&page={page}")).Items.Single().Text("self"));
        }

        Assert.Equal(made, paged);
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("page=x", "page")]
    [InlineData("page=1.5", "page")]
    [InlineData("page=9223372036854775808", "page")]
    [InlineData("page=1&page=2", "page")]
    [InlineData("page[]=1", "page")]
    [InlineData("per_page=0", "per_page")]
    [InlineData("per_page=1001", "per_page")]
    [InlineData("per_page=many", "per_page")]
    public async Task Pages_that_cannot_be_are_refused(string query, string field)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get($"/time-entries?{query}")).IsInvalid(field);
    }

    [Theory]
    [InlineData("page=999999999999")]
    [InlineData("page=2147483648&per_page=1000&search_query=x")]
    public async Task A_page_far_beyond_the_end_is_empty(string query)
    {
        var world = await World.CreateAsync(app);
        await FillAsync(world, 3);

        Assert.Empty((await world.Api.Get($"/time-entries?{query}")).Is(200).Items);
    }

    [Fact]
    public async Task Links_keep_the_other_parameters_in_their_order_and_encode_them()
    {
        var world = await World.CreateAsync(app);
        await FillAsync(world, 4);

        var page = await world.Api.Get(
            "/time-entries?projects[]=&search_query=e%26v%23%20%22%3Cb%3E&page=2&x=%F0%9F%98%80&projects[]=&per_page=1");

        Assert.Equal(
            world.Api.Url("/time-entries")
            + "?projects%5B0%5D=&projects%5B1%5D=&search_query=e%26v%23%20%22%3Cb%3E&x=%F0%9F%98%80&per_page=1&page=1",
            page.Is(200).Json["links"]!.Text("first"));
    }
}
