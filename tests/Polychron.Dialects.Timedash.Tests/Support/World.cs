using Polychron.Domain.Members;
using Polychron.Domain.Workspaces;
using Polychron.UseCases;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Users;
using Polychron.UseCases.Workspaces;

namespace Polychron.Dialects.Timedash.Tests.Support;

/// <summary>A workspace of its own with an owner, to which a test adds people and teams.</summary>
public sealed class World
{
    private static int made;

    private World(TimedashApp app, long workspaceId, Person owner)
    {
        App = app;
        WorkspaceId = workspaceId;
        Owner = owner;
    }

    public TimedashApp App { get; }

    public long WorkspaceId { get; }

    /// <summary>Johnny Appleseed, who owns the workspace.</summary>
    public Person Owner { get; }

    /// <summary>Speaks as the owner.</summary>
    public Api Api => Owner.Api;

    public static async Task<World> CreateAsync(TimedashApp app)
    {
        var owner = await CreatePersonAsync(app, "Johnny Appleseed");
        var workspace = await CreateWorkspace.RunAsync(
            app.Directory, app.Log, new CreateWorkspace.Command { Name = "Acme", OwnerUserId = owner.Id });
        return new World(app, workspace.Id, owner);
    }

    public async Task<Person> AddAsync(Role role, string? name = null)
    {
        var person = await CreatePersonAsync(App, name ?? role.ToString());
        await SetAsync(person, role);
        return person;
    }

    public Task SetAsync(Person person, Role? role) =>
        SetMember.RunAsync(App.Directory, App.Log, new SetMember.Command(WorkspaceId, person.Id, role));

    /// <summary>Creates an agreement and answers with its id.</summary>
    public async Task<long> AddAgreementAsync(string name = "Website", long rate = 12_000, string more = "") =>
        (await Api.Post("/agreements", $$"""{ "name": "{{name}}", "rate": {{rate}}{{more}} }""")).Is(200).Id;

    /// <summary>Creates an assignment and answers with its id.</summary>
    public async Task<long> AddAssignmentAsync(long agreement, string timestamp = "2024-02-01T09:00:00Z", long duration = 3_600, string more = "") =>
        (await Api.Post(
            "/assignments",
            $$"""{ "agreement": {{agreement}}, "timestamp": "{{timestamp}}", "duration": {{duration}}{{more}} }""")).Is(200).Id;

    public Task SetBillingStateAsync(BillingState state) => UpdateWorkspace.RunAsync(
        App.Directory, App.Log, WorkspaceId, default, Change<BillingState>.To(state));

    /// <summary>Writes what no client can.</summary>
    public Task<T> WriteAsync<T>(Person actor, Func<IWorkspaceTransaction, T> work) => App.Log.WriteAsync(
        WorkspaceId, actor.Id, transaction => ValueTask.FromResult(work(transaction)));

    /// <summary>Writes many hours of the owner at once.</summary>
    public async Task WriteManyAsync(long agreement, int count, Func<int, NodaTime.Instant> start)
    {
        for (var done = 0; done < count; done += 10)
        {
            var from = done;
            await WriteAsync(Owner, transaction =>
            {
                for (var i = from; i < Math.Min(count, from + 10); i++)
                {
                    transaction.Create(new Domain.Entries.Entry
                    {
                        UserId = Owner.Id,
                        CreatorUserId = Owner.Id,
                        ProjectId = agreement,
                        Start = start(i),
                        End = start(i) + NodaTime.Duration.FromHours(1),
                        DurationSeconds = 3_600,
                        BillingStatus = Domain.Billing.BillingStatus.Billable,
                    });
                }

                return true;
            });
        }
    }

    private static async Task<Person> CreatePersonAsync(TimedashApp app, string name)
    {
        var email = $"{name.ToLowerInvariant().Replace(' ', '.')}.{Interlocked.Increment(ref made)}@example.com";
        var (user, token) = await CreateUser.RunAsync(app.Directory, app.Random, new CreateUser.Command(email, name));
        return new Person(user.Id, name, email, token, new Api(app, token));
    }
}

/// <summary>A user with a token.</summary>
public sealed record Person(long Id, string Name, string Email, string Token, Api Api);
