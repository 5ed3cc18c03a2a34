using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Timing.Tests.Support;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timing.Tests.Access;

/// <summary>Walks every operation of the document as nobody, as a stranger, as a viewer and as the owner of an unpaid workspace.</summary>
[Collection(TimingAppTests.Name)]
public sealed class EveryOperationTests(TimingApp app)
{
    private const string EntryBody = """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z" }""";

    /// <summary>Method, path with {entry}, {project} and {team} for things of the workspace, body, success, whether it writes.</summary>
    public static TheoryData<string, string, string?, int, bool> Operations => new()
    {
        { "GET", "/projects/hierarchy", null, 200, false },
        { "GET", "/projects", null, 200, false },
        { "POST", "/projects", """{ "title": "t" }""", 201, true },
        { "GET", "/projects/{project}", null, 200, false },
        { "PUT", "/projects/{project}", """{ "title": "t" }""", 200, true },
        { "PATCH", "/projects/{project}", """{ "title": "t" }""", 200, true },
        { "DELETE", "/projects/{project}", null, 204, true },
        { "GET", "/report", null, 200, false },
        { "GET", "/teams/{team}/members", null, 200, false },
        { "GET", "/teams", null, 200, false },
        { "POST", "/time-entries/start", "{}", 201, true },
        { "PUT", "/time-entries/stop", null, 200, true },
        { "GET", "/time-entries/latest", null, 302, false },
        { "GET", "/time-entries/running", null, 302, false },
        { "PATCH", "/time-entries/batch-update", """{ "time_entries": [{entry}], "data": { "title": "t" } }""", 200, true },
        { "GET", "/time-entries", null, 200, false },
        { "POST", "/time-entries", EntryBody, 201, true },
        { "GET", "/time-entries/{entry}", null, 200, false },
        { "PUT", "/time-entries/{entry}", EntryBody, 200, true },
        { "PATCH", "/time-entries/{entry}", EntryBody, 200, true },
        { "DELETE", "/time-entries/{entry}", null, 204, true },
    };

    [Fact]
    public void Every_documented_operation_has_one_function_and_the_other_way_around()
    {
        var declared =
            from type in typeof(TimingServices).Assembly.GetExportedTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null && function.Name != "Timing_UnknownPath"
            let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Single()
            select (function.Name, Route: $"{trigger.Methods!.Single(name => name != "head").ToUpperInvariant()} {Generic(trigger.Route!)}");
        var documented = Operations.Select(row => $"{row[0]} {Generic("timing/api/v1" + row[1])}");

        Assert.Equal(21, documented.Count());
        Assert.Equal(documented.Order(), declared.Select(function => function.Route).Order());
        Assert.All(declared, function => Assert.StartsWith("Timing", function.Name, StringComparison.Ordinal));

        static string Generic(string route) => System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]*\}", "{}");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Works_for_the_owner(string method, string path, string? body, int status, bool writes)
    {
        var scene = await Scene.CreateAsync(app);
        (await scene.Send(scene.World.Api, method, path, body)).Is(status);
        Assert.Equal(writes, method != "GET");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Refuses_whoever_has_no_good_token(string method, string path, string? body, int status, bool writes)
    {
        _ = (status, writes);
        var scene = await Scene.CreateAsync(app);
        var gone = await scene.World.AddAsync(Role.Member);
        await scene.World.SetAsync(gone, null);
        var before = await scene.World.Api.Get("/time-entries");

        foreach (var token in (string?[])[null, "wrong", new string('x', 5000), scene.World.Owner.Token + "x", scene.World.Owner.Token.ToUpperInvariant(), "' OR 1=1 --"])
        {
            (await scene.Send(new Api(app, token), method, path, body)).Is(401, """{ "message": "Unauthenticated." }""");
        }

        foreach (var header in (string[])[$"Basic {scene.World.Owner.Token}", scene.World.Owner.Token, "Bearer", "Bearer  "])
        {
            (await scene.Send(new Api(app, null).With(("Authorization", header)), method, path, body)).Is(401, """{ "message": "Unauthenticated." }""");
        }

        (await scene.Send(gone.Api, method, path, body)).Is(403);
        Assert.Equal(before.Body, (await scene.World.Api.Get("/time-entries")).Body);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Lets_a_viewer_read_and_not_write(string method, string path, string? body, int status, bool writes)
    {
        var scene = await Scene.CreateAsync(app);
        var viewer = await scene.World.AddAsync(Role.Viewer);

        var answer = await scene.Send(viewer.Api, method, $"{path}?other_user_id={scene.World.Owner.Self}", body);

        // A viewer has no entries of their own to be redirected to.
        answer.Is(writes ? 403 : status == 302 ? 404 : status);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Lets_an_unpaid_workspace_read_and_not_write(string method, string path, string? body, int status, bool writes)
    {
        var scene = await Scene.CreateAsync(app);
        await scene.World.SetBillingStateAsync(BillingState.ReadOnly);

        (await scene.Send(scene.World.Api, method, path, body)).Is(writes ? 403 : status);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Shows_a_stranger_nothing_of_the_workspace(string method, string path, string? body, int status, bool writes)
    {
        _ = (status, writes);
        var scene = await Scene.CreateAsync(app);
        var stranger = await World.CreateAsync(app);

        var answer = await scene.Send(stranger.Api, method, path, body);

        if (path.Contains('{', StringComparison.Ordinal))
        {
            answer.Is(404);
        }
        else if (path.EndsWith("batch-update", StringComparison.Ordinal))
        {
            answer.Is(422);
        }

        Assert.DoesNotContain("Private", answer.Body, StringComparison.Ordinal);
        Assert.Equal("Private entry", (await scene.World.Api.Get($"/time-entries/{scene.Entry}")).Data.Text("title"));
        Assert.Equal("Private project", (await scene.World.Api.Get($"/projects/{scene.Project}")).Data.Text("title"));
    }

    /// <summary>A workspace with one of each, whose ids are beyond those of a workspace that is new.</summary>
    private sealed record Scene(World World, string Entry, string Project, string Team)
    {
        public static async Task<Scene> CreateAsync(TimingApp app)
        {
            var world = await World.CreateAsync(app);
            for (var i = 0; i < 4; i++)
            {
                await world.Api.Post("/time-entries", EntryBody);
            }

            var project = (await world.Api.Post("/projects", """{ "title": "Private project" }""")).Self;
            var entry = (await world.Api.Post("/time-entries", EntryBody.Replace("{ ", "{ \"title\": \"Private entry\", ", StringComparison.Ordinal))).Self;
            var team = await world.AddTeamAsync("Private team", world.Owner);
            await world.Api.Post("/time-entries/start", """{ "title": "Private timer" }""");
            return new Scene(world, entry.Split('/')[^1], project.Split('/')[^1], team.Split('/')[^1]);
        }

        public Task<Answer> Send(Api api, string method, string path, string? body) => api.Send(method, Fill(path)!, Fill(body));

        private string? Fill(string? text) => text?
            .Replace("{entry}", Entry, StringComparison.Ordinal)
            .Replace("{project}", Project, StringComparison.Ordinal)
            .Replace("{team}", Team, StringComparison.Ordinal);
    }
}
