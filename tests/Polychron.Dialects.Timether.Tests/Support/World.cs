using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;
using Polychron.UseCases;
using Polychron.UseCases.Users;
using Polychron.UseCases.Workspaces;

namespace Polychron.Dialects.Timether.Tests.Support;

/// <summary>A workspace of its own with an owner, to which a test adds people and things.</summary>
public sealed class World
{
    private static int made;

    private World(TimetherApp app, long workspaceId, Person owner)
    {
        App = app;
        WorkspaceId = workspaceId;
        Owner = owner;
    }

    public TimetherApp App { get; }

    public long WorkspaceId { get; }

    public Person Owner { get; }

    /// <summary>Speaks as the owner.</summary>
    public Api Api => Owner.Api;

    public static async Task<World> CreateAsync(
        TimetherApp app, WorkspacePlan plan = WorkspacePlan.Business, string zone = "UTC", Person? owner = null)
    {
        owner ??= await CreatePersonAsync(app, "Owner");
        var workspace = await CreateWorkspace.RunAsync(
            app.Directory,
            app.Log,
            new CreateWorkspace.Command { Name = "Acme", OwnerUserId = owner.Id, Plan = plan, TimeZone = zone });
        return new World(app, workspace.Id, owner with { Api = owner.Api.In(workspace.Id) });
    }

    public async Task<Person> AddAsync(Role role)
    {
        var person = await CreatePersonAsync(App, role.ToString());
        await SetAsync(person, role);
        return person with { Api = person.Api.In(WorkspaceId) };
    }

    public Task SetAsync(Person person, Role? role) =>
        SetMember.RunAsync(App.Directory, App.Log, new SetMember.Command(WorkspaceId, person.Id, role));

    public Task SetBillingStateAsync(BillingState state) => UpdateWorkspace.RunAsync(
        App.Directory, App.Log, WorkspaceId, default, Change<BillingState>.To(state));

    public async Task<long> AddClientAsync(string name = "Client") =>
        (await Api.Post("/clients", $$"""{"name":"{{name}}"}""")).Is(201).Id;

    public async Task<long> AddProjectAsync(string name = "Project", string more = "") =>
        (await Api.Post("/projects", $$"""{"name":"{{name}}"{{more}}}""")).Is(201).Id;

    public async Task<long> AddTagAsync(string name = "Tag") =>
        (await Api.Post("/tags", $$"""{"name":"{{name}}"}""")).Is(201).Id;

    /// <summary>Creates an hour at a start; more members of the body begin with a comma.</summary>
    public async Task<long> AddEntryAsync(string start = "2024-02-28T09:00:00Z", string more = "", Api? api = null, long seconds = 3_600) =>
        (await (api ?? Api).Post(
            "/time_entries", $$"""{"started_at":"{{start}}","duration_seconds":{{seconds}}{{more}}}""")).Is(201).Id;

    public static async Task<Person> CreatePersonAsync(TimetherApp app, string name)
    {
        var email = $"{name.ToLowerInvariant()}.{Interlocked.Increment(ref made)}@example.com";
        var (user, token) = await CreateUser.RunAsync(app.Directory, app.Random, new CreateUser.Command(email, name));
        return new Person(user.Id, name, email, token, new Api(app, token, null));
    }
}

/// <summary>A user with a token.</summary>
public sealed record Person(long Id, string Name, string Email, string Token, Api Api);
