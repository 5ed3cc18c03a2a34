using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Members;
using Polychron.Domain.Rates;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;
using Polychron.UseCases;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Users;
using Polychron.UseCases.Workspaces;

namespace Polychron.Dialects.Timely.Tests.Support;

/// <summary>An account of its own with an admin, to which a test adds people and hours.</summary>
public sealed class World
{
    private static int made;

    private World(TimelyApp app, long workspaceId, Person owner)
    {
        App = app;
        WorkspaceId = workspaceId;
        Owner = owner;
    }

    public TimelyApp App { get; }

    public long WorkspaceId { get; }

    /// <summary>Marija Petrovic, who owns the account.</summary>
    public Person Owner { get; }

    /// <summary>Speaks as the owner.</summary>
    public Api Api => Owner.Api;

    public static async Task<World> CreateAsync(TimelyApp app, string currency = "USD", string zone = "Europe/Paris")
    {
        var owner = await CreatePersonAsync(app, "Marija Petrovic", zone);
        var workspace = await CreateWorkspace.RunAsync(
            app.Directory,
            app.Log,
            new CreateWorkspace.Command { Name = "Timely", OwnerUserId = owner.Id, Currency = currency, TimeZone = zone });
        return new World(app, workspace.Id, owner with { Api = owner.Api.In(workspace.Id) });
    }

    public async Task<Person> AddAsync(Role role, string? name = null)
    {
        var person = await CreatePersonAsync(App, name ?? role.ToString(), "Europe/Paris");
        await SetAsync(person, role);
        return person with { Api = person.Api.In(WorkspaceId) };
    }

    public Task SetAsync(Person person, Role? role) =>
        SetMember.RunAsync(App.Directory, App.Log, new SetMember.Command(WorkspaceId, person.Id, role));

    public Task SetBillingStateAsync(BillingState state) => UpdateWorkspace.RunAsync(
        App.Directory, App.Log, WorkspaceId, default, Change<BillingState>.To(state));

    public Task<T> WriteAsync<T>(Person actor, Func<IWorkspaceTransaction, T> work) => App.Log.WriteAsync(
        WorkspaceId, actor.Id, transaction => ValueTask.FromResult(work(transaction)));

    /// <summary>Creates a client and answers with its id.</summary>
    public async Task<long> AddClientAsync(string name = "Timely") =>
        (await Api.Post("~/clients", $$"""{"client":{"name":"{{name}}"} }""")).Is(200).Json.Number("id");

    /// <summary>Creates a project with further members of its body, which begin with a comma, and answers with its id.</summary>
    public async Task<long> AddProjectAsync(string more = "", Api? api = null) => (await (api ?? Api).Post(
        "~/projects",
        $$"""{"project":{"name":"Timely","color":"67a3bc","client_id":{{await AddClientAsync()}}{{more}} } }""")).Is(201).Json.Number("id");

    /// <summary>Writes hours of an hour's length unless said otherwise, with the rate they have by the rules.</summary>
    public Task<IReadOnlyList<Entry>> AddHoursAsync(
        Person person, long projectId, int count = 1, long seconds = 3_600, string start = "2024-02-28T09:00:00Z", BillingStatus status = BillingStatus.Billable) =>
        WriteAsync<IReadOnlyList<Entry>>(person, transaction =>
        {
            var picture = transaction.Picture;
            var first = NodaTime.Text.InstantPattern.ExtendedIso.Parse(start).Value;
            return [.. Enumerable.Range(0, count).Select(i => transaction.Create(new Entry
            {
                UserId = person.Id,
                CreatorUserId = person.Id,
                ProjectId = projectId,
                Start = Microseconds.Truncate(first + Duration.FromMinutes(i)),
                End = first + Duration.FromMinutes(i) + Duration.FromSeconds(seconds),
                DurationSeconds = seconds,
                BillingStatus = status,
                HourRate = RateRules.HourRate(picture, picture.Projects.Find(projectId), person.Id),
            }))];
        });

    private static async Task<Person> CreatePersonAsync(TimelyApp app, string name, string zone)
    {
        var email = $"{name.ToLowerInvariant().Replace(' ', '.')}.{Interlocked.Increment(ref made)}@example.com";
        var (user, token) = await CreateUser.RunAsync(app.Directory, app.Random, new CreateUser.Command(email, name, zone));
        return new Person(user.Id, name, email, token, new Api(app, token));
    }
}

/// <summary>A user with a token.</summary>
public sealed record Person(long Id, string Name, string Email, string Token, Api Api);
