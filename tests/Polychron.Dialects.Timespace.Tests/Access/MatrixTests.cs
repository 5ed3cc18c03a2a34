using Polychron.Dialects.Timespace.Tests.Support;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timespace.Tests.Access;

/// <summary>Walks the operations with every role, on own and others' records, as a stranger and as nobody.</summary>
[Collection(TimespaceAppTests.Name)]
public sealed class MatrixTests(TimespaceApp app)
{
    private const string Name = """{"name":"n"}""";
    private const string Hour = """{"title":"t","start":"2024-02-28T09:00:00Z","end":"2024-02-28T10:00:00Z"}""";

    /// <summary>
    /// Method, path, body, whether it writes, and the status for an owner, a manager, a member and a viewer. {own} is an hour of
    /// the caller's, {entry} the owner's; of the projects {shared} is everyone's and {closed} the owner's alone.
    /// </summary>
    public static TheoryData<string, string, string?, bool, int, int, int, int> Operations => new()
    {
        { "GET", "/record/en/rest?limit=5", null, false, 200, 200, 200, 200 },
        { "GET", "/0/en/rest?my_clouds=true", null, false, 200, 200, 200, 200 },
        { "GET", "/{cloud}/en/rest", null, false, 200, 200, 200, 200 },
        { "PATCH", "/{cloud}/en/rest", Name, true, 403, 403, 403, 403 },
        { "DELETE", "/{cloud}/en/rest", null, true, 403, 403, 403, 403 },
        { "GET", "/{entry}/en/rest", null, false, 200, 200, 404, 200 },
        { "GET", "/{entry}/en/rest?versions=true", null, false, 200, 200, 404, 200 },
        { "GET", "/{entry}/en/rest?version=1", null, false, 200, 200, 404, 200 },
        { "GET", "/{entry}/en/rest?schema=editable", null, false, 200, 200, 404, 200 },
        { "PATCH", "/{entry}/en/rest", """{"title":"u"}""", true, 200, 200, 404, 403 },
        { "DELETE", "/{entry}/en/rest", null, true, 200, 200, 404, 403 },
        { "POST", "/time_entry.{number}/en/rest", Hour, true, 201, 201, 201, 403 },
        { "PATCH", "/{own}/en/rest", """{"title":"u"}""", true, 200, 200, 200, 403 },
        { "DELETE", "/{own}/en/rest", null, true, 200, 200, 200, 403 },
        { "POST", "/project.{number}/en/rest", """{"title":"p"}""", true, 201, 201, 201, 403 },
        { "POST", "/project.{number}/en/rest", """{"title":"p","people":[]}""", true, 201, 201, 403, 403 },
        { "GET", "/{shared}/en/rest", null, false, 200, 200, 200, 200 },
        { "GET", "/{closed}/en/rest", null, false, 200, 200, 404, 200 },
        { "PATCH", "/{shared}/en/rest", """{"title":"q"}""", true, 200, 200, 403, 403 },
        { "PATCH", "/{closed}/en/rest", """{"title":"q"}""", true, 200, 200, 404, 403 },
        { "PATCH", "/{closed}/en/rest", """{"client":null}""", true, 200, 404, 404, 403 },
        { "DELETE", "/{shared}/en/rest", null, true, 200, 200, 403, 403 },
        { "GET", "/{client}/en/rest", null, false, 200, 200, 200, 200 },
        { "POST", "/client.{number}/en/rest", Name, true, 201, 201, 403, 403 },
        { "PATCH", "/{client}/en/rest", Name, true, 200, 200, 403, 403 },
        { "DELETE", "/{client}/en/rest", null, true, 200, 200, 403, 403 },
        { "GET", "/{label}/en/rest", null, false, 200, 200, 200, 200 },
        { "POST", "/label.{number}/en/rest", Name, true, 201, 201, 403, 403 },
        { "PATCH", "/{label}/en/rest", Name, true, 200, 200, 403, 403 },
        { "DELETE", "/{label}/en/rest", null, true, 200, 200, 403, 403 },
        { "GET", "/{team}/en/rest", null, false, 200, 200, 200, 200 },
        { "POST", "/team.{number}/en/rest", Name, true, 201, 403, 403, 403 },
        { "PATCH", "/{team}/en/rest", Name, true, 200, 403, 403, 403 },
        { "DELETE", "/{team}/en/rest", null, true, 200, 403, 403, 403 },
        { "GET", "/{colleague}/en/rest", null, false, 200, 200, 200, 200 },
        { "POST", "/person.{number}/en/rest", """{"name":"n","email":"{email}"}""", true, 201, 403, 403, 403 },
        { "PATCH", "/{self}/en/rest", Name, true, 200, 200, 200, 403 },
        { "PATCH", "/{colleague}/en/rest", """{"role":"viewer"}""", true, 200, 403, 403, 403 },
        { "DELETE", "/{colleague}/en/rest", null, true, 200, 403, 403, 403 },
        { "GET", "/{robot}/en/rest", null, false, 200, 200, 200, 200 },
        { "POST", "/robot_user.{number}/en/rest", """{"name":"r","permission":"read"}""", true, 201, 201, 403, 403 },
        { "PATCH", "/{robot}/en/rest", """{"permission":"read"}""", true, 200, 200, 403, 403 },
        { "DELETE", "/{robot}/en/rest", null, true, 200, 200, 403, 403 },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Each_role_may_do_what_it_may(
        string method, string path, string? body, bool isWrite, int owner, int manager, int member, int viewer)
    {
        var world = await World.CreateAsync(app);
        var people = new Dictionary<Role, Person>
        {
            [Role.Viewer] = await world.AddAsync(Role.Member),
            [Role.Member] = await world.AddAsync(Role.Member),
            [Role.Manager] = await world.AddAsync(Role.Manager),
            [Role.Owner] = world.Owner,
        };
        var colleague = await world.AddAsync(Role.Member);
        var own = new Dictionary<Role, string>();
        foreach (var (role, person) in people)
        {
            own[role] = await world.AddEntryAsync("own", person.Api);
        }

        await world.SetAsync(people[Role.Viewer], Role.Viewer);
        var names = await MakeAsync(world, colleague);
        var stranger = await World.CreateAsync(app);
        var isOfTheCloud = path.Contains('{', StringComparison.Ordinal);
        (await stranger.Api.Send(method, Put(path, Role.Owner), Put(body, Role.Owner))).Is(isOfTheCloud ? 404 : 200);
        (await new Api(app, null).Send(method, Put(path, Role.Owner), Put(body, Role.Owner))).IsRefused(401, "unauthenticated");

        // Those who may least come first, so that nothing is gone when the next one asks.
        foreach (var (role, status) in new[] { (Role.Viewer, viewer), (Role.Member, member), (Role.Manager, manager), (Role.Owner, owner) })
        {
            if (role == Role.Owner && method == "DELETE" && manager == 200)
            {
                names = await MakeAsync(world, colleague);
            }

            if (role == Role.Owner && isWrite && owner < 400 && !path.Contains("{robot}", StringComparison.Ordinal))
            {
                await world.SetBillingStateAsync(BillingState.ReadOnly);
                (await world.Api.Send(method, Put(path, role), Put(body, role))).IsRefused(403, "billing_read_only");
                await world.SetBillingStateAsync(BillingState.Active);
            }

            var answer = await people[role].Api.Send(method, Put(path, role), Put(body, role));
            Assert.True((int)answer.Status == status, $"{role} got {(int)answer.Status}: {answer.Body}");
            if (status >= 400)
            {
                Assert.NotNull(answer.Json["error"]!["code"]);
            }
        }

        [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
        string? Put(string? text, Role role) => text is null ? null : names
            .Aggregate(text, (put, name) => put.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal))
            .Replace("{own}", own[role], StringComparison.Ordinal)
            .Replace("{self}", world.Id(people[role]), StringComparison.Ordinal)
            .Replace("{email}", $"{Guid.CreateVersion7()}@example.com", StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> MakeAsync(World world, Person colleague)
    {
        await world.SetAsync(colleague, Role.Member);
        return new()
        {
            ["number"] = $"{world.Cloud}",
            ["cloud"] = world.CloudId,
            ["colleague"] = world.Id(colleague),
            ["entry"] = await world.AddEntryAsync("owner's"),
            ["shared"] = await world.AddRecordAsync("project", """{"title":"shared"}"""),
            ["closed"] = await world.AddRecordAsync("project", $$"""{"title":"closed","people":["{{world.Id(world.Owner)}}"]}"""),
            ["client"] = await world.AddRecordAsync("client", Name),
            ["label"] = await world.AddRecordAsync("label", Name),
            ["team"] = await world.AddRecordAsync("team", Name),
            ["robot"] = await world.AddRecordAsync("robot_user", """{"name":"r","permission":"write"}"""),
        };
    }
}
