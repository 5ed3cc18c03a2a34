using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;
using Polychron.UseCases;
using Polychron.UseCases.Users;
using Polychron.UseCases.Workspaces;

namespace Polychron.Dialects.Timespace.Tests.Support;

/// <summary>A cloud of its own with an owner, to which a test adds people.</summary>
public sealed class World
{
    private static int made;

    private World(TimespaceApp app, long cloud, Person owner) => (App, Cloud, Owner) = (app, cloud, owner);

    public TimespaceApp App { get; }

    /// <summary>The workspace's number.</summary>
    public long Cloud { get; }

    /// <summary>The cloud's id.</summary>
    public string CloudId => Id("cloud", Cloud);

    public Person Owner { get; }

    /// <summary>Speaks as the owner.</summary>
    public Api Api => Owner.Api;

    public static async Task<World> CreateAsync(TimespaceApp app, Person? owner = null, string name = "Acme")
    {
        owner ??= await CreatePersonAsync(app, "Ada Owner");
        var workspace = await CreateWorkspace.RunAsync(
            app.Directory, app.Log, new CreateWorkspace.Command { Name = name, OwnerUserId = owner.Id, TimeZone = "Europe/Paris" });
        return new World(app, workspace.Id, owner);
    }

    /// <summary>The id of a record of this cloud.</summary>
    public string Id(string type, long number) => new RecordId(Cloud, RecordType.Find(type)!, number).ToString();

    /// <summary>The id of a person here.</summary>
    public string Id(Person person) => Id("person", person.Id);

    public async Task<Person> AddAsync(Role role)
    {
        var person = await CreatePersonAsync(App, role.ToString());
        await SetAsync(person, role);
        return person;
    }

    public Task SetAsync(Person person, Role? role) =>
        SetMember.RunAsync(App.Directory, App.Log, new SetMember.Command(Cloud, person.Id, role));

    public Task SetBillingStateAsync(BillingState state) => UpdateWorkspace.RunAsync(
        App.Directory, App.Log, Cloud, default, Change<BillingState>.To(state));

    /// <summary>Creates a record and answers with its id.</summary>
    public async Task<string> AddRecordAsync(string type, string body, Api? api = null) =>
        (await (api ?? Api).Post($"/{type}.{Cloud}/en/rest", body)).Is(201).Json.Text("id");

    /// <summary>Creates an hour of time and answers with its id.</summary>
    public Task<string> AddEntryAsync(string title, Api? api = null, string start = "2024-02-28T09:00:00Z", string end = "2024-02-28T10:00:00Z") =>
        AddRecordAsync("time_entry", $$"""{"title":"{{title}}","start":"{{start}}","end":"{{end}}"}""", api);

    /// <summary>Creates a robot user and a key for it.</summary>
    public async Task<(string Id, Api Api, string Key)> AddRobotAsync(string permission = "write")
    {
        var id = await AddRecordAsync("robot_user", $$"""{"name":"Robot","permission":"{{permission}}"}""");
        var key = (await Api.Post($"/{id}/en/api_keys", "{}")).Is(201).Json.Text("api_key");
        return (id, new Api(App, key), key);
    }

    public static async Task<Person> CreatePersonAsync(TimespaceApp app, string name)
    {
        var email = $"{name.ToLowerInvariant().Replace(' ', '.')}.{Interlocked.Increment(ref made)}@example.com";
        var (user, token) = await CreateUser.RunAsync(app.Directory, app.Random, new CreateUser.Command(email, name));
        return new Person(user.Id, name, email, token, new Api(app, token));
    }
}

/// <summary>A user with a key.</summary>
public sealed record Person(long Id, string Name, string Email, string Key, Api Api);
