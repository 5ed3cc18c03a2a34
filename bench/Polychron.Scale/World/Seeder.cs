using System.Globalization;
using NodaTime;
using Polychron.Domain.Members;
using Polychron.Rollups.Functions;
using Polychron.Scale.Service;
using Polychron.Scale.Time;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Users;
using Polychron.UseCases.Webhooks;
using Polychron.UseCases.Workspaces;

namespace Polychron.Scale.World;

/// <summary>Fills tables through the use cases, at once and without limits: what is there before the load begins.</summary>
internal sealed class Seeder(Instance instance, VirtualTime time)
{
    private const int Projects = 3;

    private readonly IRandomSource _random = instance.Get<IRandomSource>();
    private readonly IDirectory _directory = instance.Get<IDirectory>();
    private readonly CreateWebhook _createWebhook = instance.Get<CreateWebhook>();
    private readonly CompactFunctions _compact = instance.Functions<CompactFunctions>();

    /// <summary>Fills new tables.</summary>
    public static async Task<(TableData Tables, IReadOnlyList<Person> People)> FillAsync(PopulationSize size, int seed)
    {
        // An hour before the runs, which begin at ten.
        var time = new VirtualTime(Start - TimeSpan.FromHours(1));
        var tables = new TableData();
        var queues = new SimulatedQueueStore(
            new SimulatedAccount(time, new ServiceLimits(), new LatencyModel(), seed, tables), new OperationCount());
        await using var instance = new Instance(time, tables, queues, seed, new SimulatedListener(time, new LatencyModel().Listener, seed));
        return (tables, await new Seeder(instance, time).MakeAsync(size).ConfigureAwait(false));
    }

    /// <summary>When runs begin: shortly before the timers of a minute are due, on a working day.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 10, 10, 0, 5, TimeSpan.Zero);

    private async Task<IReadOnlyList<Person>> MakeAsync(PopulationSize size)
    {
        var people = new List<Person>(size.Workspaces * size.PeopleInEach);
        for (var number = 1; number <= size.Workspaces; number++)
        {
            var (owner, ownerToken) = await UserAsync($"owner{number}").ConfigureAwait(false);
            var workspace = await CreateWorkspace.RunAsync(
                _directory, instance.Log, new CreateWorkspace.Command { Name = $"Workspace {number}", OwnerUserId = owner }).ConfigureAwait(false);
            var projects = new List<long>();
            for (var project = 1; project <= Projects; project++)
            {
                var made = await instance.Log.WriteAsync(workspace.Id, owner, transaction => ValueTask.FromResult(CreateProject.Run(
                    transaction, _random, new CreateProject.Command { Title = $"Project {project}", IsShared = true }))).ConfigureAwait(false);
                projects.Add(made.Id);
            }

            people.Add(new Person(
                owner, workspace.Id, ownerToken, IsManager: true, projects, await EntriesAsync(workspace.Id, owner, projects, size).ConfigureAwait(false)));
            for (var member = 1; member < size.PeopleInEach; member++)
            {
                var (user, token) = await UserAsync($"user{number}.{member}").ConfigureAwait(false);
                await SetMember.RunAsync(
                    _directory, instance.Log, new SetMember.Command(workspace.Id, user, member < size.Managers ? Role.Manager : Role.Member)).ConfigureAwait(false);
                people.Add(new Person(
                    user, workspace.Id, token, member < size.Managers, projects, await EntriesAsync(workspace.Id, user, projects, size).ConfigureAwait(false)));
            }

            // After all else, which it is not told of. Spread evenly, from the first one on: 0.2 means every fifth workspace.
            if (Math.Ceiling(number * size.WithWebhook) > Math.Ceiling((number - 1) * size.WithWebhook))
            {
                await instance.Log.WriteAsync(workspace.Id, owner, transaction => _createWebhook.RunAsync(
                    transaction, new CreateWebhook.Command { Url = $"https://listener{number}.example/", Form = IPayloadForm.Neutral })).ConfigureAwait(false);
            }

            // What the app does by itself within minutes.
            await _compact.Compact(workspace.Id.ToString(CultureInfo.InvariantCulture), CancellationToken.None).ConfigureAwait(false);
        }

        return people;
    }

    private async Task<(long Id, string Token)> UserAsync(string name)
    {
        var (user, token) = await CreateUser.RunAsync(
            _directory, _random, new CreateUser.Command($"{name}@example.com", name)).ConfigureAwait(false);
        return (user.Id, token);
    }

    private async Task<IReadOnlyList<long>> EntriesAsync(long workspace, long user, IReadOnlyList<long> projects, PopulationSize size)
    {
        // All at once: they share commits.
        var day = Instant.FromDateTimeOffset(time.GetUtcNow()) - Duration.FromDays(size.EntriesOfEach);
        var made = await Task.WhenAll(Enumerable.Range(0, size.EntriesOfEach).Select(number => instance.Log.WriteAsync(
            workspace,
            user,
            transaction => CreateEntry.RunAsync(transaction, new CreateEntry.Command
            {
                Start = day + Duration.FromDays(number),
                End = day + Duration.FromDays(number) + Duration.FromHours(1),
                Project = ProjectReference.ById(projects[number % projects.Count]),
                Title = $"Work {number}",
            })))).ConfigureAwait(false);
        return [.. made.Select(entry => entry.Id)];
    }
}
