using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;
using Polychron.UseCases.Tokens;

namespace Polychron.Dialects.Timether.Tests.Access;

/// <summary>
/// Every place that takes an id, in paths, bodies and filters, with the id of another workspace's thing, of a deleted one, of a
/// thing of another kind, and of one that never was: the answers are the same to the byte and do not hold the id.
/// </summary>
[Collection(TimetherAppTests.Name)]
public sealed class ForeignIdTests(TimetherApp app)
{
    private const string Entry = "\"started_at\":\"2024-02-28T09:00:00Z\",\"duration_seconds\":60";

    /// <summary>What an id in a path is of, with a body that would do.</summary>
    private static readonly Dictionary<string, (string Kind, string Body)> Paths = new()
    {
        ["/workspaces/{id}"] = ("workspace", "{}"),
        ["/workspace_memberships/{id}"] = ("user", """{"external_id":"x"}"""),
        ["/clients/{id}"] = ("client", """{"name":"x"}"""),
        ["/projects/{id}"] = ("project", """{"name":"x"}"""),
        ["/tags/{id}"] = ("tag", """{"name":"x"}"""),
        ["/time_entries/{id}"] = ("entry", """{"title":"x"}"""),
        ["/api_tokens/{id}"] = ("token", "{}"),
        ["/webhooks/{id}"] = ("webhook", """{"url":"https://example.com/other"}"""),
        ["/webhooks/{id}/pause"] = ("webhook", "{}"),
        ["/webhooks/{id}/resume"] = ("webhook", "{}"),
        ["/webhooks/{id}/rotate_secret"] = ("webhook", "{}"),
        ["/webhooks/{id}/ping"] = ("webhook", "{}"),
        ["/webhooks/{id}/deliveries"] = ("webhook", "{}"),
        ["/webhooks/{id}/deliveries/{sequence}/resend"] = ("webhook", "{}"),
        ["/webhooks/{id}/replay"] = ("webhook", """{"from":1}"""),
    };

    /// <summary>The ids in bodies: {own} stands for a thing of the workspace that the path needs, {id} for the id.</summary>
    private static readonly (string Kind, string Method, string Path, string Body)[] Bodies =
    [
        ("client", "POST", "/projects", """{"name":"x","client_id":{id}}"""),
        ("client", "PATCH", "/projects/{project}", """{"client_id":{id}}"""),
        ("user", "POST", "/projects", """{"name":"x","member_ids":[{id}]}"""),
        ("user", "PATCH", "/projects/{project}", """{"member_ids":[{id}]}"""),
        ("tag", "POST", "/tags", """{"name":"x","parent_id":{id}}"""),
        ("tag", "PATCH", "/tags/{tag}", """{"parent_id":{id}}"""),
        ("project", "POST", "/time_entries", "{" + Entry + ",\"project_id\":{id}}"),
        ("tag", "POST", "/time_entries", "{" + Entry + ",\"tag_ids\":[{id}]}"),
        ("user", "POST", "/time_entries", "{" + Entry + ",\"user_id\":{id}}"),
        ("project", "PATCH", "/time_entries/{entry}", """{"project_id":{id}}"""),
        ("tag", "PATCH", "/time_entries/{entry}", """{"time_entry":{"tag_ids":[{id}]}}"""),
        ("project", "POST", "/timers/start", """{"project_id":{id}}"""),
        ("tag", "POST", "/timers/start", """{"timer":{"tag_ids":[{id}]}}"""),
        ("project", "POST", "/timers/switch", """{"project_id":{id}}"""),
        ("tag", "POST", "/timers/switch", """{"tag_ids":[{id}]}"""),
        ("project", "POST", "/webhooks", """{"url":"https://example.com/","project_ids":[{id}]}"""),
        ("tag", "POST", "/webhooks", """{"url":"https://example.com/","tag_ids":[{id}]}"""),
        ("project", "PATCH", "/webhooks/{webhook}", """{"project_ids":[{id}]}"""),
        ("tag", "PATCH", "/webhooks/{webhook}", """{"tag_ids":[{id}]}"""),
        ("project", "POST", "/time_entries/batch", """{"operations":[{"op":"update","id":{entry},"time_entry":{"project_id":{id}}}]}"""),
        ("entry", "POST", "/time_entries/batch", """{"operations":[{"op":"update","id":{id},"time_entry":{"title":"x"}}]}"""),
        ("entry", "POST", "/time_entries/batch", """{"atomic":false,"operations":[{"op":"delete","id":{id}}]}"""),
    ];

    private static readonly (string Kind, string Query)[] Filters =
    [
        ("user", "/time_entries?user_id={id}"), ("project", "/time_entries?project_id={id}"),
        ("client", "/time_entries?client_id={id}"), ("tag", "/time_entries?tag_id[]={id}"),
        ("client", "/projects?client_id={id}"), ("project", "/projects?parent_id={id}"), ("user", "/projects?member_id={id}"),
        ("tag", "/tags?parent_id={id}"),
    ];

    public static TheoryData<string, string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string, string>();
            foreach (var (method, route) in Operations.All.Where(operation => operation.Route.Contains("{id}", StringComparison.Ordinal)))
            {
                var (kind, body) = Paths[route];
                cases.Add(kind, method, route, method is "GET" or "HEAD" or "DELETE" ? "" : body);
            }

            foreach (var (kind, method, path, body) in Bodies)
            {
                cases.Add(kind, method, path, body);
            }

            foreach (var (kind, query) in Filters)
            {
                cases.Add(kind, "GET", query, "");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Ids_that_are_not_the_callers_are_not_told_apart(string kind, string method, string path, string body)
    {
        var mine = await World.CreateAsync(app);
        var own = new Dictionary<string, long>
        {
            ["client"] = await mine.AddClientAsync(),
            ["project"] = await mine.AddProjectAsync(),
            ["tag"] = await mine.AddTagAsync(),
            ["entry"] = await mine.AddEntryAsync(),
            ["sequence"] = 1,
        };
        if (path.Contains("{webhook}", StringComparison.Ordinal))
        {
            own["webhook"] = await MakeAsync(mine, "webhook");
        }

        var deleted = await MakeAsync(mine, kind);
        if (kind is "client" or "project" or "tag" or "entry" or "webhook")
        {
            (await mine.Api.Delete($"{Place(kind)}/{deleted}")).Is(204);
        }

        // The other workspace has the longer log, so that its ids are none of this one.
        var other = await World.CreateAsync(app);
        for (var i = 0; i < 20; i++)
        {
            await other.AddTagAsync();
        }

        var foreign = await MakeAsync(other, kind);
        var actors = new List<Api> { mine.Api, (await mine.AddAsync(Role.Member)).Api };
        foreach (var actor in actors)
        {
            var answers = new List<(string Which, string Answer)>();
            foreach (var (which, id) in new[] { ("foreign", foreign), ("deleted", deleted), ("other kind", OtherKind(kind, own)), ("never", 8_888_888_888L) })
            {
                if (which == "deleted" && kind is "workspace" or "user" or "token" || which == "other kind" && kind is "workspace" or "token" or "user")
                {
                    continue;
                }

                var answer = await actor.Send(method, Fill(path, id, own), body.Length == 0 ? null : Fill(body, id, own));
                Assert.DoesNotContain($"{id}", answer.Body, StringComparison.Ordinal);
                Assert.NotEqual(500, (int)answer.Status);
                answers.Add((which, $"{(int)answer.Status} {answer.ETag} {answer.Body}"));
            }

            Assert.True(answers.Count > 1);
            Assert.All(answers, answer => Assert.Equal(answers[0].Answer, answer.Answer));
            if (path.EndsWith("{id}", StringComparison.Ordinal) && !path.Contains('?', StringComparison.Ordinal))
            {
                Assert.StartsWith("404", answers[0].Answer, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_colleagues_time_entry_is_not_told_from_none_by_a_member()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var entry = await world.AddEntryAsync();
        var closed = await world.AddProjectAsync("Closed", $",\"member_ids\":[{world.Owner.Id}]");

        foreach (var (one, none) in new[]
        {
            (await member.Api.Get($"/time_entries/{entry}"), await member.Api.Get("/time_entries/777777")),
            (await member.Api.Patch($"/time_entries/{entry}", "{}"), await member.Api.Patch("/time_entries/777777", "{}")),
            (await member.Api.Delete($"/time_entries/{entry}"), await member.Api.Delete("/time_entries/777777")),
            (await member.Api.Get($"/projects/{closed}"), await member.Api.Get("/projects/777777")),
            (await member.Api.Get($"/time_entries?user_id={world.Owner.Id}"), await member.Api.Get("/time_entries?user_id=777777")),
            (await member.Api.Get($"/time_entries?project_id={closed}"), await member.Api.Get("/time_entries?project_id=777777")),
        })
        {
            Assert.Equal(none.Status, one.Status);
            Assert.Equal(none.Body, one.Body);
        }
    }

    [Fact]
    public void Every_operation_with_an_id_is_tried() => Assert.True(Cases.Count > Bodies.Length + Filters.Length + 15);

    private static string Fill(string text, long id, Dictionary<string, long> own)
    {
        foreach (var (kind, known) in own)
        {
            text = text.Replace($"{{{kind}}}", $"{known}", StringComparison.Ordinal);
        }

        return text.Replace("{id}", $"{id}", StringComparison.Ordinal);
    }

    private static long OtherKind(string kind, Dictionary<string, long> own) => own[kind == "tag" ? "client" : "tag"];

    private static string Place(string kind) => kind == "entry" ? "/time_entries" : $"/{kind}s";

    private async Task<long> MakeAsync(World world, string kind) => kind switch
    {
        "client" => await world.AddClientAsync(),
        "project" => await world.AddProjectAsync(),
        "tag" => await world.AddTagAsync(),
        "entry" => await world.AddEntryAsync("2024-02-27T09:00:00Z"),
        "workspace" => world.WorkspaceId,
        "user" => (await world.AddAsync(Role.Member)).Id,
        "webhook" => (await world.Api.Post("/webhooks", $$"""{"url":"https://example.com/{{Guid.NewGuid():N}}","events":["team.deleted"]}""")).Is(201).Id,
        _ => (await CreateToken.RunAsync(app.Directory, app.Random, world.Owner.Id, "Other", world.WorkspaceId)).Token.Id,
    };
}
