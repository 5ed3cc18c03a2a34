using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Entries;

/// <summary>search_query: all words, in title or notes, letters' case without and diacritics with a meaning.</summary>
[Collection(TimingAppTests.Name)]
public sealed class SearchTests(TimingApp app)
{
    [Theory]
    [InlineData("meeting", true)]
    [InlineData("MEETING client", true)]
    [InlineData("  client   resume%CC%81", false)]
    [InlineData("résumé", true)]
    [InlineData("RÉSUMÉ client", true)]
    [InlineData("resume", false)]
    [InlineData("lient", true)]
    [InlineData("client missing", false)]
    [InlineData("😀", true)]
    [InlineData("100%25", true)]
    [InlineData("%22quoted%22", true)]
    [InlineData("%3Cb%3E", true)]
    [InlineData("%20", true)]
    [InlineData("", true)]
    [InlineData("*", false)]
    public async Task It_finds_entries_that_have_all_words(string query, bool isFound)
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/time-entries", """
            {
                "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z",
                "title": "Client \"quoted\" <b> 😀", "notes": "Meeting about the résumé\n100%"
            }
            """);

        Assert.Equal(isFound ? 1 : 0, (await world.Api.Get($"/time-entries?search_query={query}")).Is(200).Items.Length);
        Assert.Equal(isFound ? 1 : 0, (await world.Api.Get($"/report?search_query={query}")).Is(200).Items.Length);
    }

    [Fact]
    public async Task Entries_without_texts_match_nothing_but_no_words()
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/time-entries", """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z" }""");

        Assert.Empty((await world.Api.Get("/time-entries?search_query=x")).Items);
        Assert.Single((await world.Api.Get("/time-entries?search_query=")).Items);
    }

    [Fact]
    public async Task A_phrase_has_an_end()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get($"/time-entries?search_query={new string('x', 500)}")).Is(200);
        (await world.Api.Get($"/time-entries?search_query={new string('x', 501)}")).IsInvalid("search_query");
    }
}
