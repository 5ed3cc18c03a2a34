using Polychron.Dialects.Dates;
using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether.Tests.Webhooks;

/// <summary>Webhooks as the README lays them down.</summary>
[Collection(ListeningAppTests.Name)]
public sealed class WebhookContractTests(ListeningApp app)
{
    private const string Quiet = "\"events\":[\"team.deleted\"]";

    [Fact]
    public async Task A_webhook()
    {
        var world = await World.CreateAsync(app);
        var at = IsoInstant.Format(app.Now);
        var project = await world.AddProjectAsync();
        var tag = await world.AddTagAsync();

        var created = await world.Api.Post("/webhooks", $$"""
            {"webhook":{"url":"https://example.com/hook","events":["entry.updated","entry.created"],"project_ids":[{{project}}],"tag_ids":[{{tag}}]} }
            """);
        var shown = $$"""
            "id":{{created.Id}},"url":"https://example.com/hook","events":["entry.created","entry.updated"],"project_ids":[{{project}}],
            "tag_ids":[{{tag}}],"state":"active","disabled_reason":null,"form":"polychron","owner_id":{{world.Owner.Id}},
            "previous_secrets_expire_at":null,"created_at":"{{at}}","updated_at":"{{at}}"
            """;
        var secret = created["secret"]!.GetValue<string>();
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        created.Is(201, $$"""{{{shown}},"secret":"{{secret}}"}""");
        (await world.Api.Get($"/webhooks/{created.Id}")).Is(200, $$"""{{{shown}}}""");
        (await world.Api.Get("/webhooks")).Is(200, $$"""{"data":[{{{shown}}}],"next_cursor":null}""");
        (await world.Api.Get($"/webhooks/{created.Id}/deliveries")).Is(200, """{"data":[],"next_cursor":null}""");

        var changed = (await world.Api.Patch($"/webhooks/{created.Id}", """{"events":["*"],"tag_ids":[]}""")).Is(200);
        Assert.Equal("""["*"]""", changed["events"]!.ToJsonString());
        Assert.Equal($"[{project}]", changed["project_ids"]!.ToJsonString());
        Assert.Empty(changed["tag_ids"]!.AsArray());
        (await world.Api.Delete($"/webhooks/{created.Id}")).Is(204);
        (await world.Api.Get($"/webhooks/{created.Id}")).IsError(404, "not_found");
        (await world.Api.Delete($"/webhooks/{created.Id}")).IsError(404, "not_found");
    }

    [Fact]
    public async Task It_is_paused_and_resumed()
    {
        var world = await World.CreateAsync(app);
        var hook = await AddAsync(world);

        Assert.Equal("paused", (await world.Api.Post($"/webhooks/{hook.Id}/pause")).Is(200)["state"]!.GetValue<string>());
        var refused = (await world.Api.Post($"/webhooks/{hook.Id}/replay", """{"from":1}""")).IsError(409, "conflict");
        Assert.Equal("state", refused["error"]!["details"]![0]!["field"]!.GetValue<string>());
        (await world.Api.Post($"/webhooks/{hook.Id}/deliveries/{hook.Id - 1}/resend")).IsError(409, "conflict");
        var resumed = (await world.Api.Post($"/webhooks/{hook.Id}/resume")).Is(200);
        Assert.Equal("active", resumed["state"]!.GetValue<string>());
        Assert.Equal(resumed.ETag, (await world.Api.Get($"/webhooks/{hook.Id}")).ETag);
    }

    [Fact]
    public async Task A_secret_is_rotated_with_an_overlap_and_shown_once()
    {
        var world = await World.CreateAsync(app);
        var hook = await AddAsync(world);
        var first = hook["secret"]!.GetValue<string>();

        var rotated = (await world.Api.Post($"/webhooks/{hook.Id}/rotate_secret", """{"overlap_seconds":3600}""")).Is(200);
        var second = rotated["secret"]!.GetValue<string>();
        Assert.NotEqual(first, second);
        Assert.Equal(
            IsoInstant.Format(app.Now + NodaTime.Duration.FromHours(1)), rotated["previous_secrets_expire_at"]!.GetValue<string>());
        foreach (var path in new[] { "/webhooks", $"/webhooks/{hook.Id}", "/changes", "/audit_log", "/webhooks/samples?limit=10" })
        {
            var body = (await world.Api.Get(path)).Is(200).Body;
            Assert.DoesNotContain(first, body, StringComparison.Ordinal);
            Assert.DoesNotContain(second, body, StringComparison.Ordinal);
            Assert.DoesNotContain("\"secret\"", body, StringComparison.Ordinal);
        }

        (await world.Api.Post($"/webhooks/{hook.Id}/rotate_secret")).Is(200);
        (await world.Api.Post($"/webhooks/{hook.Id}/rotate_secret", """{"overlap_seconds":604801}""")).IsInvalid("overlap_seconds");
        (await world.Api.Patch($"/webhooks/{hook.Id}", """{"secret":"mine"}""")).IsInvalid("secret");
    }

    [Fact]
    public async Task The_answers_to_repetitions_have_no_secret()
    {
        var world = await World.CreateAsync(app);
        var creating = world.Api.With(("Idempotency-Key", "create"));
        var body = $$"""{"url":"https://example.com/hook",{{Quiet}}}""";

        var first = (await creating.Post("/webhooks", body)).Is(201);
        var again = (await creating.Post("/webhooks", body)).Is(201);
        Assert.NotNull(first["secret"]);
        Assert.True(again.Json.AsObject().ContainsKey("secret"));
        Assert.Null(again["secret"]);
        Assert.Equal("true", again.Header("Idempotency-Replayed"));
        Assert.Equal((first.Id, first.ETag), (again.Id, again.ETag));
        Assert.Single((await world.Api.Get("/webhooks")).Ids);

        var rotating = world.Api.With(("Idempotency-Key", "rotate"));
        Assert.NotNull((await rotating.Post($"/webhooks/{first.Id}/rotate_secret")).Is(200)["secret"]);
        var repeated = (await rotating.Post($"/webhooks/{first.Id}/rotate_secret")).Is(200);
        Assert.Null(repeated["secret"]);
        Assert.Equal((await world.Api.Get($"/webhooks/{first.Id}")).ETag, repeated.ETag);
    }

    [Fact]
    public async Task Changes_are_made_under_If_Match()
    {
        var world = await World.CreateAsync(app);
        var hook = await AddAsync(world);
        var stale = world.Api.With(("If-Match", hook.ETag!));
        (await stale.Patch($"/webhooks/{hook.Id}", """{"events":["team.created"]}""")).Is(200);

        (await stale.Patch($"/webhooks/{hook.Id}", """{"events":["*"]}""")).IsError(412, "precondition_failed");
        foreach (var action in new[] { "pause", "resume", "rotate_secret" })
        {
            (await stale.Post($"/webhooks/{hook.Id}/{action}")).IsError(412, "precondition_failed");
        }

        (await stale.Delete($"/webhooks/{hook.Id}")).IsError(412, "precondition_failed");
        var now = (await world.Api.Get($"/webhooks/{hook.Id}")).Is(200);
        Assert.Equal("""["team.created"]""", now["events"]!.ToJsonString());
        (await world.Api.With(("If-None-Match", now.ETag!)).Get($"/webhooks/{hook.Id}")).Is(304);
    }

    [Theory]
    [InlineData("{}", "url")]
    [InlineData("""{"url":null}""", "url")]
    [InlineData("""{"url":"nowhere"}""", "url")]
    [InlineData("""{"url":"https://10.0.0.1/"}""", "url")]
    [InlineData("""{"url":"https://me@example.com/"}""", "url")]
    [InlineData("""{"url":"https://example.com/","events":[]}""", "events")]
    [InlineData("""{"url":"https://example.com/","events":null}""", "events")]
    [InlineData("""{"url":"https://example.com/","events":"*"}""", "events")]
    [InlineData("""{"url":"https://example.com/","events":["*","hours:created"]}""", "events")]
    [InlineData("""{"url":"https://example.com/","project_ids":[0]}""", "project_ids.0")]
    [InlineData("""{"url":"https://example.com/","project_ids":[999999]}""", "project_ids")]
    [InlineData("""{"url":"https://example.com/","tag_ids":[999999]}""", "tag_ids")]
    [InlineData("""{"url":"https://example.com/","secret":"whsec_short"}""", "secret")]
    [InlineData("""{"url":"https://example.com/","secret":""}""", "secret")]
    public async Task What_is_wrong_is_said_by_field(string body, string field)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Post("/webhooks", body)).IsInvalid(field);
        Assert.Empty((await world.Api.Get("/webhooks")).Ids);
    }

    [Fact]
    public async Task An_address_is_subscribed_once_in_a_workspace()
    {
        var world = await World.CreateAsync(app);
        await AddAsync(world);

        var taken = (await world.Api.Post("/webhooks", """{"url":"https://example.com/hook"}""")).IsError(409, "conflict");
        Assert.Equal("url", taken["error"]!["details"]![0]!["field"]!.GetValue<string>());
        await AddAsync(await World.CreateAsync(app));
    }

    [Fact]
    public async Task Members_have_their_own_and_owners_see_those_of_all()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var manager = await world.AddAsync(Role.Manager);
        var viewer = await world.AddAsync(Role.Viewer);
        var own = (await AddAsync(world, member.Api)).Id;

        foreach (var (method, path) in new[]
        {
            ("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/pause"), ("POST", "/resume"), ("POST", "/rotate_secret"), ("POST", "/ping"),
            ("GET", "/deliveries"), ("POST", $"/deliveries/{own}/resend"), ("POST", "/replay"),
        })
        {
            var body = method is "GET" or "DELETE" ? null : """{"from":1}""";
            var hidden = (await manager.Api.Send(method, $"/webhooks/{own}{path}", body)).IsError(404, "not_found");
            Assert.Equal((await manager.Api.Send(method, $"/webhooks/777777{path}", body)).Body, hidden.Body);
        }

        Assert.Empty((await manager.Api.Get("/webhooks")).Is(200).Ids);
        Assert.Empty((await viewer.Api.Get("/webhooks")).Is(200).Ids);
        Assert.Equal([own], (await member.Api.Get("/webhooks")).Is(200).Ids);
        Assert.Equal([own], (await world.Api.Get("/webhooks")).Is(200).Ids);
        (await world.Api.Post($"/webhooks/{own}/pause")).Is(200);
        var refused = (await viewer.Api.Post("/webhooks", """{"url":"https://example.com/viewer"}""")).IsError(403, "forbidden");
        Assert.Equal("webhooks.create", refused["error"]!["action"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_filter_does_not_take_a_project_that_its_member_does_not_see()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var closed = await world.AddProjectAsync("Closed", $",\"member_ids\":[{world.Owner.Id}]");

        var refused = await member.Api.Post("/webhooks", $$"""{"url":"https://example.com/","project_ids":[{{closed}}]}""");
        refused.IsInvalid("project_ids");
        Assert.Equal((await member.Api.Post("/webhooks", """{"url":"https://example.com/","project_ids":[777777]}""")).Body, refused.Body);
    }

    [Fact]
    public async Task A_filter_may_keep_a_project_that_was_deleted()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectAsync();
        var hook = await AddAsync(world, more: $",\"project_ids\":[{project}]");
        (await world.Api.Delete($"/projects/{project}")).Is(204);

        var changed = (await world.Api.Patch($"/webhooks/{hook.Id}", $$"""{"events":["team.created"],"project_ids":[{{project}}]}""")).Is(200);
        Assert.Equal($"[{project}]", changed["project_ids"]!.ToJsonString());
    }

    [Fact]
    public async Task Lists_have_pages()
    {
        var world = await World.CreateAsync(app);
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await AddAsync(world, url: $"https://example.com/{i}")).Id);
        }

        foreach (var (sort, expected) in new[] { ("id", ids), ("-id", Enumerable.Reverse(ids).ToList()) })
        {
            var found = new List<long>();
            string? cursor = null;
            do
            {
                var page = (await world.Api.Get($"/webhooks?limit=2&sort={sort}{(cursor is null ? "" : $"&cursor={cursor}")}")).Is(200);
                Assert.InRange(page.Ids.Count, 1, 2);
                found.AddRange(page.Ids);
                cursor = page.NextCursor;
            }
            while (cursor is not null);
            Assert.Equal(expected, found);
        }

        (await world.Api.Get("/webhooks?state=active")).IsInvalid("state");
    }

    [Fact]
    public async Task A_range_is_checked()
    {
        var world = await World.CreateAsync(app);
        var replay = $"/webhooks/{(await AddAsync(world)).Id}/replay";

        (await world.Api.Post(replay, "{}")).IsInvalid("from");
        (await world.Api.Post(replay, """{"from":0}""")).IsInvalid("from");
        (await world.Api.Post(replay, """{"from":5,"to":4}""")).IsInvalid("to");
        (await world.Api.Post(replay, """{"from":1,"to":10001}""")).IsInvalid("to");
        (await world.Api.Post(replay, """{"from":9223372036854775807}""")).IsInvalid("from");
        (await world.Api.Post(replay, """{"from":1000000000000}""")).Is(202, """{"from":1000000000000,"to":1000000000000,"deliveries":0}""");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("x")]
    [InlineData("777777")]
    [InlineData("9223372036854775807")]
    public async Task What_is_no_record_is_not_sent_again(string sequence)
    {
        var world = await World.CreateAsync(app);
        var hook = await AddAsync(world);

        var refused = (await world.Api.Post($"/webhooks/{hook.Id}/deliveries/{sequence}/resend")).IsError(404, "not_found");

        // A webhook's own record is none of what webhooks are told of.
        Assert.Equal((await world.Api.Post($"/webhooks/{hook.Id}/deliveries/{hook.Id}/resend")).Body, refused.Body);
    }

    private static async Task<Answer> AddAsync(World world, Api? api = null, string url = "https://example.com/hook", string more = "") =>
        (await (api ?? world.Api).Post("/webhooks", $$"""{"url":"{{url}}",{{Quiet}}{{more}}}""")).Is(201);
}
