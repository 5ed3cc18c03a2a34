using Polychron.Dialects.Timedash.Tests.Support;

namespace Polychron.Dialects.Timedash.Tests.Writes;

/// <summary>Writes that are repeated, and writes on condition.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class RepeatTests(TimedashApp app)
{
    [Theory]
    [InlineData("/contacts")]
    [InlineData("/agreements")]
    [InlineData("/assignments")]
    public async Task A_write_under_the_same_idempotency_key_is_made_once(string path)
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        var before = (await world.Api.Get(path)).Json.Number("total");
        var api = world.Api.With(("Idempotency-Key", "once"));
        var body = path == "/assignments"
            ? $$"""{ "agreement": {{agreement}}, "timestamp": "2024-02-01T09:00:00Z", "duration": 60 }"""
            : """{ "name": "n" }""";

        var first = (await api.Post(path, body)).Is(200);
        var second = (await api.Post(path, body)).Is(200);

        Assert.Equal((first.Body, first.ETag), (second.Body, second.ETag));
        Assert.Equal("true", second.Header("Idempotency-Replayed"));
        Assert.Equal(before + 1, (await world.Api.Get(path)).Json.Number("total"));
        (await api.Post(path, body.Replace('}', ' ') + """, "metadata": {} }""")).IsError(400, "Idempotency-Key");
    }

    [Fact]
    public async Task A_repeated_creation_of_a_key_makes_one_and_shows_it_once()
    {
        var world = await World.CreateAsync(app);
        var api = world.Api.With(("Idempotency-Key", "once"));
        var first = (await api.Post("/api_keys", """{ "name": "k" }""")).Is(200);
        var second = (await api.Post("/api_keys", """{ "name": "k" }""")).Is(200);

        Assert.Equal(first.Id, second.Id);
        Assert.NotNull(first.Json["key"]);
        Assert.Null(second.Json["key"]);
        Assert.Equal(2, (await world.Api.Get("/api_keys")).Json.Number("total"));
    }

    [Theory]
    [InlineData("/contacts", """{ "name": "other" }""")]
    [InlineData("/agreements", """{ "name": "other" }""")]
    [InlineData("/assignments", """{ "title": "other" }""")]
    [InlineData("/api_keys", """{ "name": "other" }""")]
    public async Task An_etag_guards_what_it_was_read_for(string path, string change)
    {
        var world = await World.CreateAsync(app);
        var id = path == "/assignments"
            ? await world.AddAssignmentAsync(await world.AddAgreementAsync())
            : (await world.Api.Post(path, """{ "name": "n" }""")).Is(200).Id;
        var etag = (await world.Api.Get($"{path}/{id}")).Is(200).ETag!;

        (await world.Api.With(("If-None-Match", etag)).Get($"{path}/{id}")).Is(304);
        var changed = (await world.Api.With(("If-Match", etag)).Put($"{path}/{id}", change)).Is(200);
        Assert.NotEqual(etag, changed.ETag);
        (await world.Api.With(("If-Match", etag)).Put($"{path}/{id}", change.Replace("other", "third", StringComparison.Ordinal))).IsError(412);
        (await world.Api.With(("If-None-Match", etag)).Get($"{path}/{id}")).Is(200);
        (await world.Api.With(("If-Match", etag)).Delete($"{path}/{id}")).IsError(412);
        (await world.Api.With(("If-Match", changed.ETag!)).Delete($"{path}/{id}")).Is(204);
    }

    [Fact]
    public async Task An_etag_changes_with_what_is_shown_of_others()
    {
        var world = await World.CreateAsync(app);
        var contact = (await world.Api.Post("/contacts", """{ "name": "n" }""")).Is(200).Id;
        var agreement = await world.AddAgreementAsync(more: $$""", "contact": {{contact}}""");
        var assignment = await world.AddAssignmentAsync(agreement);
        var etags = (await ETagAsync($"/agreements/{agreement}"), await ETagAsync($"/assignments/{assignment}"));
        (await world.Api.Delete($"/contacts/{contact}")).Is(204);
        var without = (await ETagAsync($"/agreements/{agreement}"), await ETagAsync($"/assignments/{assignment}"));

        Assert.NotEqual(etags.Item1, without.Item1);
        Assert.NotEqual(etags.Item2, without.Item2);
        async Task<string> ETagAsync(string path) => (await world.Api.Get(path)).Is(200).ETag!;
    }
}
