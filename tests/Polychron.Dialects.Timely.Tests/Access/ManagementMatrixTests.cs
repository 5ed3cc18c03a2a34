using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timely.Tests.Access;

/// <summary>Walks every operation but those on hours with every role, on things of the account, and as a stranger and as nobody.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class ManagementMatrixTests(TimelyApp app)
{
    private const string Name = """{"name":"n"}""";

    /// <summary>
    /// Method, path, body, whether it writes, and the status for an admin, a manager, an employee and a viewer. Of the two
    /// projects {mine} is everyone's who is asked here, {other} the admin's alone.
    /// </summary>
    public static TheoryData<string, string, string?, bool, int, int, int, int> Operations => new()
    {
        { "GET", "~/clients", null, false, 200, 200, 200, 200 },
        { "POST", "~/clients", Name, true, 200, 200, 403, 403 },
        { "GET", "~/clients/{client}", null, false, 200, 200, 200, 200 },
        { "PUT", "~/clients/{client}", Name, true, 200, 200, 403, 403 },
        { "GET", "~/labels", null, false, 200, 200, 200, 200 },
        { "GET", "~/labels?parent_id={label}", null, false, 200, 200, 200, 200 },
        { "POST", "~/labels", Name, true, 201, 201, 403, 403 },
        { "GET", "~/labels/{label}", null, false, 200, 200, 200, 200 },
        { "PUT", "~/labels/{label}", Name, true, 200, 200, 403, 403 },
        { "DELETE", "~/labels/{label}", null, true, 200, 200, 403, 403 },
        { "GET", "~/users/current/permissions", null, false, 200, 200, 200, 200 },
        { "GET", "~/users/{owner}/permissions", null, false, 200, 200, 403, 403 },
        { "GET", "~/users/{self}/permissions", null, false, 200, 200, 200, 200 },
        { "GET", "~/projects", null, false, 200, 200, 200, 200 },
        { "POST", "~/projects", """{"project":{"name":"n","client_id":{client}}}""", true, 201, 201, 403, 403 },
        { "GET", "~/projects/{mine}", null, false, 200, 200, 200, 200 },
        { "GET", "~/projects/{other}", null, false, 200, 404, 404, 404 },
        { "PUT", "~/projects/{mine}", Name, true, 200, 200, 403, 403 },
        { "PUT", "~/projects/{other}", Name, true, 200, 404, 404, 403 },
        { "DELETE", "~/projects/{mine}", null, true, 200, 200, 403, 403 },
        { "DELETE", "~/projects/{other}", null, true, 200, 404, 404, 403 },
        { "GET", "~/roles", null, false, 200, 200, 200, 200 },
        { "GET", "~/teams", null, false, 200, 200, 200, 200 },
        { "POST", "~/teams", Name, true, 201, 403, 403, 403 },
        { "GET", "~/teams/{team}", null, false, 200, 200, 200, 200 },
        { "PUT", "~/teams/{team}", Name, true, 200, 403, 403, 403 },
        { "DELETE", "~/teams/{team}", null, true, 200, 403, 403, 403 },
        { "GET", "~/users/capacities", null, false, 200, 200, 200, 200 },
        { "GET", "~/users/{owner}/capacities", null, false, 200, 200, 200, 200 },
        { "GET", "~/users", null, false, 200, 200, 200, 200 },
        { "POST", "~/users", """{"user":{"name":"n","email":"{email}","role_id":3}}""", true, 200, 403, 403, 403 },
        { "GET", "~/users/{owner}", null, false, 200, 200, 200, 200 },
        { "GET", "~/users/current", null, false, 200, 200, 200, 200 },
        { "PUT", "~/users/{self}", """{"user":{"name":"n"}}""", true, 200, 200, 200, 403 },
        { "PUT", "~/users/{self}", """{"user":{"hour_rate":1000}}""", true, 200, 403, 403, 403 },
        { "PUT", "~/users/{colleague}", """{"user":{"role_id":1}}""", true, 200, 403, 403, 403 },
        { "DELETE", "~/users/{colleague}", null, true, 200, 403, 403, 403 },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Each_role_may_do_what_it_may(
        string method, string path, string? body, bool isWrite, int admin, int manager, int employee, int viewer)
    {
        var world = await World.CreateAsync(app);
        var people = new Dictionary<Role, Person>
        {
            [Role.Viewer] = await world.AddAsync(Role.Viewer),
            [Role.Member] = await world.AddAsync(Role.Member),
            [Role.Manager] = await world.AddAsync(Role.Manager),
            [Role.Owner] = world.Owner,
        };
        var colleague = await world.AddAsync(Role.Member);
        var names = await MakeAsync(world, people.Values);
        var stranger = (await World.CreateAsync(app)).Api.In(world.WorkspaceId);
        (await stranger.Send(method, Put(path, world.Owner), Put(body, world.Owner))).Is(404, """{"errors":{"message":"Not Found"}}""");
        (await new Api(app, null, world.WorkspaceId).Send(method, Put(path, world.Owner), Put(body, world.Owner))).Is(401);

        // Those who may least come first, so that nothing is gone when the next one asks.
        foreach (var (role, status) in new[] { (Role.Viewer, viewer), (Role.Member, employee), (Role.Manager, manager), (Role.Owner, admin) })
        {
            if (role == Role.Owner && method == "DELETE" && manager == 200)
            {
                names = await MakeAsync(world, people.Values);
            }

            if (role == Role.Owner && isWrite)
            {
                await world.SetBillingStateAsync(BillingState.ReadOnly);
                (await world.Api.Send(method, Put(path, world.Owner), Put(body, world.Owner))).Is(403);
                await world.SetBillingStateAsync(BillingState.Active);
            }

            var answer = await people[role].Api.Send(method, Put(path, people[role]), Put(body, people[role]));
            Assert.True((int)answer.Status == status, $"{role} got {(int)answer.Status}: {answer.Body}");
            if (status >= 400)
            {
                Assert.NotNull(answer.Json["errors"]!["message"]);
            }
        }

        [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
        string? Put(string? text, Person self) => text is null ? null : names
            .Aggregate(text, (put, name) => put.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal))
            .Replace("{self}", self.Id.ToString(), StringComparison.Ordinal)
            .Replace("{owner}", world.Owner.Id.ToString(), StringComparison.Ordinal)
            .Replace("{colleague}", colleague.Id.ToString(), StringComparison.Ordinal)
            .Replace("{email}", $"{Guid.CreateVersion7()}@example.com", StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> MakeAsync(World world, IEnumerable<Person> people)
    {
        var users = string.Join(",", people.Select(person => $$"""{"user_id":{{person.Id}}}"""));
        return new Dictionary<string, string>
        {
            ["client"] = $"{await world.AddClientAsync()}",
            ["label"] = $"{(await world.Api.Post("~/labels", Name)).Is(201).Json.Number("id")}",
            ["team"] = $"{(await world.Api.Post("~/teams", Name)).Is(201).Json.Number("id")}",
            ["mine"] = $"{await world.AddProjectAsync($$""", "users":[{{users}}]""")}",
            ["other"] = $"{await world.AddProjectAsync()}",
        };
    }
}
