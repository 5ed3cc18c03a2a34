using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Writes;

/// <summary>Idempotency-Key on every write.</summary>
[Collection(TimingAppTests.Name)]
public sealed class IdempotencyTests(TimingApp app)
{
    private const string EntryBody = """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z", "replace_existing": false }""";

    public static TheoryData<string, string, string?> Writes => new()
    {
        { "POST", "/projects", """{ "title": "new" }""" },
        { "PUT", "{project}", """{ "title": "changed" }""" },
        { "PATCH", "{project}", """{ "title": "changed" }""" },
        { "DELETE", "{project}", null },
        { "POST", "/time-entries/start", "{}" },
        { "PUT", "/time-entries/stop", null },
        { "PATCH", "/time-entries/batch-update", """{ "time_entries": ["{entry}"], "data": { "title": "changed" } }""" },
        { "POST", "/time-entries", EntryBody },
        { "PUT", "{entry}", """{ "title": "changed" }""" },
        { "PATCH", "{entry}", """{ "title": "changed" }""" },
        { "DELETE", "{entry}", null },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_repetition_gets_the_same_answer_and_changes_nothing(string method, string path, string? body)
    {
        var world = await World.CreateAsync(app);
        var project = (await world.Api.Post("/projects", """{ "title": "P" }""")).Self;
        var entry = (await world.Api.Post("/time-entries", EntryBody)).Self;
        await world.Api.Post("/time-entries/start", """{ "title": "timer" }""");
        string? Fill(string? text) => text?.Replace("{project}", project, StringComparison.Ordinal).Replace("{entry}", entry, StringComparison.Ordinal);
        var api = world.Api.With(("Idempotency-Key", $"key-{method}-{path}"));
        async Task<string> StateAsync() =>
            (await world.Api.Get("/time-entries?is_running=0")).Body + (await world.Api.Get("/projects")).Body + (await world.Api.Get("/time-entries?is_running=1")).Items.Length;

        var first = await api.Send(method, Fill(path)!, Fill(body));
        var state = await StateAsync();
        app.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await api.Send(method, Fill(path)!, Fill(body));

        Assert.InRange((int)first.Status, 200, 204);
        Assert.Equal((first.Status, first.Body, first.ETag), (second.Status, second.Body, second.ETag));
        Assert.Equal((null, "true"), (first.Header("Idempotency-Replayed"), second.Header("Idempotency-Replayed")));
        Assert.Equal(state, await StateAsync());
    }

    [Fact]
    public async Task Repetitions_at_the_same_time_make_one_entry()
    {
        var world = await World.CreateAsync(app);
        var api = world.Api.With(("Idempotency-Key", "together"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.Post("/time-entries", EntryBody)));

        Assert.Single(answers.Select(answer => answer.Is(201).Self).Distinct());
        Assert.Single((await world.Api.Get("/time-entries")).Items);
    }

    [Fact]
    public async Task A_key_is_for_one_request()
    {
        var world = await World.CreateAsync(app);
        var api = world.Api.With(("Idempotency-Key", "k"));
        await api.Post("/time-entries", EntryBody);

        (await api.Post("/time-entries", EntryBody.Replace("2019-01-01T01", "2019-01-01T02", StringComparison.Ordinal))).IsInvalid("Idempotency-Key");
        (await api.Post("/time-entries/start", EntryBody)).IsInvalid("Idempotency-Key");
        Assert.Single((await world.Api.Get("/time-entries")).Items);
    }

    [Fact]
    public async Task A_refused_request_leaves_the_key_free()
    {
        var world = await World.CreateAsync(app);
        var api = world.Api.With(("Idempotency-Key", "k"));

        (await api.Put("/time-entries/stop")).Is(404);
        await world.Api.Post("/time-entries/start");
        (await api.Put("/time-entries/stop")).Is(200);
        (await api.Put("/time-entries/stop")).Is(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("ümlaut")]
    public async Task A_key_is_visible_ascii(string key)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.With(("Idempotency-Key", key)).Post("/time-entries", EntryBody)).Is(400);
        (await world.Api.With(("Idempotency-Key", new string('k', 256))).Post("/time-entries", EntryBody)).Is(400);
        (await world.Api.With(("Idempotency-Key", new string('k', 255))).Post("/time-entries", EntryBody)).Is(201);
    }
}
