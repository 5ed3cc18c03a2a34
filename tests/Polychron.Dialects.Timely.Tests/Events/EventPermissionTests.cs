using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;
using static Polychron.Dialects.Timely.Tests.Support.EventWorld;

namespace Polychron.Dialects.Timely.Tests.Events;

/// <summary>
/// Walks every operation on events with every role: on hours of one's own, of a colleague in the same project, of a colleague
/// in another one, of another account, and on ids that nobody has.
/// </summary>
[Collection(TimelyAppTests.Name)]
public sealed class EventPermissionTests(TimelyApp app)
{
    private const string NotFound = """{"errors":{"message":"Not Found"}}""";

    /// <summary>
    /// Method, path and body with {id}; then for own, a colleague's in the same project and in another: the statuses of an
    /// admin, a manager, an employee and a viewer.
    /// </summary>
    public static TheoryData<string, string, string?, int[], int[], int[]> Operations => new()
    {
        { "GET", "~/events/{id}", null, [200, 200, 200, 200], [200, 200, 404, 200], [200, 404, 404, 200] },
        { "PUT", "~/events/{id}", """{"note":"n"}""", [200, 200, 200, 403], [200, 200, 404, 403], [200, 404, 404, 403] },
        { "PUT", "~/projects/{project}/events/{id}", "{}", [200, 200, 200, 403], [200, 200, 404, 403], [200, 404, 404, 403] },
        { "PUT", "~/users/{self}/events/{id}", "{}", [200, 200, 200, 403], [200, 200, 404, 403], [422, 404, 404, 403] },
        { "PUT", "~/events/{id}/start", null, [200, 200, 200, 403], [200, 200, 404, 403], [200, 404, 404, 403] },
        { "PUT", "~/events/{id}/stop", null, [200, 200, 200, 403], [200, 200, 404, 403], [200, 404, 404, 403] },
        { "DELETE", "~/events/{id}", null, [200, 200, 200, 403], [200, 200, 404, 403], [200, 404, 404, 403] },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Each_role_may_do_what_it_may(string method, string path, string? body, int[] own, int[] same, int[] other)
    {
        var scene = await Scene.CreateAsync(app);
        foreach (var (statuses, whose) in new[] { (own, "own"), (same, "same"), (other, "other") })
        {
            for (var i = 0; i < scene.People.Length; i++)
            {
                var person = scene.People[i];
                var id = await scene.AddAsync(person, whose);
                var answer = await person.Api.Send(method, scene.Put(path, person, id), body);
                Assert.True(
                    (int)answer.Status == statuses[i],
                    $"{person.Name} on {whose}: expected {statuses[i]}, got {(int)answer.Status}: {answer.Body}");
                if (statuses[i] == 404)
                {
                    answer.Is(404, NotFound);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Ids_of_others_look_like_ids_of_nobody(string method, string path, string? body, int[] own, int[] same, int[] other)
    {
        _ = (own, same, other);
        var scene = await Scene.CreateAsync(app);
        var foreign = await Scene.CreateAsync(app);
        var theirs = 0L;
        while (theirs < 60)
        {
            // An id that this account has given to nothing that is an event.
            theirs = await foreign.AddAsync(foreign.People[0], "own");
        }

        var deleted = await scene.AddAsync(scene.People[0], "own");
        (await scene.World.Api.Delete($"~/events/{deleted}")).Is(200);
        foreach (var person in scene.People.Take(3))
        {
            foreach (var id in new[] { $"{theirs}", $"{deleted}", "999999999", "0", "-1", "x", "9999999999999", "99999999999999999999", $"{scene.Project}" })
            {
                (await person.Api.Send(method, scene.Put(path, person, id), body)).Is(404, NotFound);
            }
        }

        var mine = await scene.AddAsync(scene.People[0], "own");
        (await foreign.World.Api.In(scene.World.WorkspaceId).Send(method, scene.Put(path, scene.People[0], mine), body)).Is(404, NotFound);
        (await new Api(app, null, scene.World.WorkspaceId).Send(method, scene.Put(path, scene.People[0], mine), body)).Is(401);
        await scene.World.SetBillingStateAsync(BillingState.ReadOnly);
        (await scene.World.Api.Send(method, scene.Put(path, scene.People[0], mine), body)).Is(method == "GET" ? 200 : 403);
    }

    [Fact]
    public async Task Each_role_creates_for_whom_it_may()
    {
        var scene = await Scene.CreateAsync(app);
        var colleague = scene.Colleague.Id;
        int[] ownStatuses = [201, 201, 201, 403], others = [201, 201, 403, 403];
        for (var i = 0; i < scene.People.Length; i++)
        {
            var person = scene.People[i];
            (await person.Api.Post("~/events", Hours())).Is(ownStatuses[i]);
            (await person.Api.Post($"~/projects/{scene.Project}/events", Hours())).Is(ownStatuses[i]);
            (await person.Api.Post($"~/users/{person.Id}/events", Hours())).Is(ownStatuses[i]);
            (await person.Api.Post("~/bulk/events", $$"""{"create":[{"day":"2024-02-28","hours":1}]}""")).Is(i == 3 ? 403 : 200);
            (await person.Api.Post($"~/users/{colleague}/events", Hours())).Is(others[i]);
            (await person.Api.Post("~/events", Hours($", \"user_id\":{colleague}"))).Is(others[i]);
        }

        // In a project that is not theirs, a manager writes for nobody.
        (await scene.People[1].Api.Post($"~/users/{colleague}/events", Hours($", \"project_id\":{scene.Closed}"))).IsInvalid("project_id");
        (await scene.People[1].Api.Post($"~/projects/{scene.Closed}/events", Hours())).Is(404, NotFound);
        (await scene.World.Api.Post("~/users/999999/events", Hours())).Is(404, NotFound);
        (await scene.World.Api.Post("~/events", Hours(", \"user_id\":999999"))).IsInvalid("user_id");
        await scene.World.SetAsync(scene.Colleague, null);
        (await scene.World.Api.Post($"~/users/{colleague}/events", Hours())).IsInvalid("user_id");
    }

    [Fact]
    public async Task Manage_says_who_may_change_an_event()
    {
        var scene = await Scene.CreateAsync(app);
        var id = await scene.AddAsync(scene.People[0], "same");
        bool[] manages = [true, true, false];
        foreach (var (person, isManaged) in new[] { scene.People[0], scene.People[1], scene.People[3] }.Zip(manages))
        {
            Assert.Equal(isManaged, (await person.Api.Get($"~/events/{id}")).Is(200).Json["manage"]!.GetValue<bool>());
        }
    }

    [Fact]
    public async Task Hidden_rates_are_hidden_and_not_set()
    {
        var scene = await Scene.CreateAsync(app);
        var employee = scene.People[2];
        (await scene.World.Api.Put($"~/users/{employee.Id}", """{"user":{"hide_hourly_rate":true}}""")).Is(200);
        var made = (await employee.Api.Post("~/events", Hours())).Is(201);
        foreach (var name in new[] { "cost", "estimated_cost", "hour_rate", "hour_rate_in_cents" })
        {
            Assert.True(made.Json.AsObject().ContainsKey(name));
            Assert.Null(made.Json[name]);
        }

        Assert.Null(made.Json["project"]!["hour_rate"]);
        var path = $"~/events/{made.Json.Number("id")}";
        (await employee.Api.Put(path, made.Body)).Is(200, made.Body);
        (await employee.Api.Put(path, """{"hour_rate":1}""")).Is(403);
        (await employee.Api.Post("~/events", Hours(", \"hour_rate\":1"))).Is(403);
        Assert.Equal(10_000, (await scene.World.Api.Get(path)).Json["cost"]!.Number("fractional"));
    }

    [Fact]
    public async Task A_viewer_sees_an_event_without_the_project_that_they_are_not_on()
    {
        var scene = await Scene.CreateAsync(app);
        var viewer = scene.People[^1];
        var closed = await scene.AddAsync(viewer, "other");
        var open = await scene.AddAsync(viewer, "colleague");

        (await viewer.Api.Get($"~/projects/{scene.Closed}")).Is(404);
        Assert.Null((await viewer.Api.Get($"~/events/{closed}")).Is(200).Json["project"]);
        Assert.Equal(scene.Project, (await viewer.Api.Get($"~/events/{open}")).Is(200).Json["project"]!.Number("id"));
        Assert.Equal(scene.Closed, (await scene.World.Api.Get($"~/events/{closed}")).Is(200).Json["project"]!.Number("id"));
        Assert.Equal(scene.Closed, (await scene.Colleague.Api.Get($"~/events/{closed}")).Is(200).Json["project"]!.Number("id"));
    }

    /// <summary>An account with one of each role, a colleague, a project of all of them and one of the colleague alone.</summary>
    private sealed record Scene(World World, Person[] People, Person Colleague, long Project, long Closed)
    {
        public static async Task<Scene> CreateAsync(TimelyApp app)
        {
            var world = await World.CreateAsync(app);
            var (manager, employee) = await world.AddStaffAsync();
            var viewer = await world.AddAsync(Role.Viewer);
            var colleague = await world.AddAsync(Role.Member, "Colleague");
            Person[] people = [world.Owner, manager, employee, viewer];
            var project = await world.AddProjectForAsync("", [.. people, colleague]);
            return new Scene(world, people, colleague, project, await world.AddProjectForAsync("", colleague));
        }

        /// <summary>A new event: the person's own, or the colleague's in the project of all or in the other one.</summary>
        public async Task<long> AddAsync(Person person, string whose) => (await World.AddHoursAsync(
            whose == "own" ? person : Colleague, whose == "other" ? Closed : Project))[0].Id;

        public string Put(string path, Person self, object id) => path
            .Replace("{id}", $"{id}", StringComparison.Ordinal)
            .Replace("{project}", $"{Project}", StringComparison.Ordinal)
            .Replace("{self}", $"{self.Id}", StringComparison.Ordinal);
    }
}
