using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Time;
using Polychron.Rollups.Fold;
using Polychron.Storage.Log;
using Polychron.Storage.Rollups;
using Polychron.Storage.Sqlite;
using Polychron.Storage.UserDirectory;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Teams;
using Polychron.UseCases.Workspaces;

namespace Polychron.Bench.Seed;

/// <summary>
/// Fills a data folder through the use cases, the same in every run: a workspace with 250 users in 12 teams, 45 projects and
/// 60,000 entries of two years, and a second one of a few users who write while the first is read.
/// </summary>
internal sealed class Seeder : IDisposable
{
    private const int Seed = 20240101;
    private const int Users = 250;
    private const int Teams = 12;
    private const int RootProjects = 15;
    private const int ChildrenOfRoot = 2;
    private const int Entries = 60_000;
    private const string Zone = "Europe/Berlin";

    private readonly StagingTableStore _store = new();
    private readonly SeedClock _clock = new() { Now = Instant.FromUtc(2023, 12, 1, 8, 0) };
    private readonly Random _dice = new(Seed);
    private readonly SeedRandom _random;
    private readonly TableDirectory _directory;
    private readonly WorkspaceLog _log;
    private readonly SeedPeople _people;

    private Seeder()
    {
        _random = new SeedRandom(_dice);
        _directory = new TableDirectory(_store, _random, _clock);
        _log = new WorkspaceLog(_store, _random, _clock, TimeProvider.System);
        _people = new SeedPeople(_directory, _log, _random);
    }

    /// <summary>Fills the folder.</summary>
    /// <param name="folder">A data folder without a store.</param>
    /// <param name="ownerToken">The owner's token.</param>
    /// <param name="clients">How many readers and writers are asked for.</param>
    public static async Task<SeededStore> FillAsync(string folder, string ownerToken, int clients)
    {
        using var seeder = new Seeder();
        var seeded = await seeder.MakeAsync(ownerToken, clients);
        await using var storage = SqliteStorage.Open(folder, TimeProvider.System);
        await seeder._store.CopyToAsync(storage.Tables);
        await FoldAsync(storage);
        return seeded;
    }

    /// <summary>How many entries a workspace has, read from a store that no process holds.</summary>
    public static async Task<long> CountEntriesAsync(string folder, long workspaceId)
    {
        await using var storage = SqliteStorage.Open(folder, TimeProvider.System);
        var log = new WorkspaceLog(storage.Tables, new SeedRandom(new Random(Seed)), SystemClock.Instance, TimeProvider.System);
        var view = await log.OpenAsync(workspaceId);
        return await view.CountEntriesAsync(new EntryScan(EntryIndex.Everyone));
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>What the app does by itself in its first minutes: so that it does not while it is measured.</summary>
    private static async Task FoldAsync(SqliteStorage storage)
    {
        var log = new WorkspaceLog(storage.Tables, new SeedRandom(new Random(Seed)), SystemClock.Instance, TimeProvider.System);
        var compactor = new Compactor(log, new RollupStore(storage.Tables), NullLogger<Compactor>.Instance);
        var news = new NewsBoard(storage.Tables, SystemClock.Instance);
        while (await news.ReadAsync(1_000) is { Count: > 0 } marks)
        {
            foreach (var workspaceId in marks.Select(mark => mark.WorkspaceId).Distinct())
            {
                await compactor.RunAsync(workspaceId);
            }

            await news.ForgetAsync(marks);
        }
    }

    private async Task<SeededStore> MakeAsync(string ownerToken, int clients)
    {
        var (owner, large) = await _people.BeginAsync(ownerToken, "Large workspace");
        var users = await _people.AddAsync(large, Users, "user", Zone);
        var teams = await AddTeamsAsync(large, [.. users.Select(user => user.Id)]);
        var projects = await AddProjectsAsync(large, owner, teams);
        var ids = users.ToDictionary(user => user.Id, _ => new List<long>());
        var seconds = await AddEntriesAsync(large, users, teams, projects, ids);

        var busy = await CreateWorkspace.RunAsync(
            _directory, _log, new CreateWorkspace.Command { Name = "Busy workspace", OwnerUserId = owner });
        var writers = await _people.AddAsync(busy.Id, clients, "writer", Zone);
        var shared = await AddProjectsAsync(busy.Id, owner, []);
        return new SeededStore(
            ownerToken,
            [.. users.Take(clients).Select(user => new SeededUser(user.Token, ids[user.Id], []))],
            large,
            [.. writers.Select(writer => new SeededUser(writer.Token, [], [.. shared.Select(project => project.Id)]))],
            busy.Id,
            Entries,
            seconds);
    }

    /// <summary>Every user in one team, and every tenth in a second one.</summary>
    private async Task<List<(long Id, HashSet<long> Users)>> AddTeamsAsync(long workspace, IReadOnlyList<long> users)
    {
        var teams = new List<(long, HashSet<long>)>(Teams);
        for (var team = 0; team < Teams; team++)
        {
            var members = users
                .Where((_, i) => i % Teams == team || (i % 10 == 0 && (i / 10) % Teams == team))
                .ToHashSet();
            var made = await AddTeam.RunAsync(
                _directory, _log, workspace, new CreateTeam.Command($"Team {team + 1}", [.. members]));
            teams.Add((made.Id, members));
        }

        return teams;
    }

    /// <summary>Trees of a root and its children: as many in teams as there are teams, the others everyone's.</summary>
    private async Task<List<(long Id, long? TeamId)>> AddProjectsAsync(
        long workspace, long owner, IReadOnlyList<(long Id, HashSet<long> Users)> teams)
    {
        var projects = new List<(long, long?)>();
        for (var root = 0; root < RootProjects; root++)
        {
            long? team = root < teams.Count ? teams[root].Id : null;
            var parent = await AddAsync(new CreateProject.Command { Title = $"Client {root + 1}", TeamId = team, IsShared = team is null });
            for (var child = 1; child <= ChildrenOfRoot; child++)
            {
                await AddAsync(new CreateProject.Command
                {
                    Title = $"Project {root + 1}.{child}",
                    Parent = ProjectReference.ById(parent),
                });
            }

            async Task<long> AddAsync(CreateProject.Command command)
            {
                var made = await _log.WriteAsync(
                    workspace, owner, transaction => ValueTask.FromResult(CreateProject.Run(transaction, _random, command)));
                projects.Add((made.Id, made.TeamId));
                return made.Id;
            }
        }

        return projects;
    }

    private async Task<long> AddEntriesAsync(
        long workspace,
        IReadOnlyList<(long Id, string Token)> users,
        IReadOnlyList<(long Id, HashSet<long> Users)> teams,
        IReadOnlyList<(long Id, long? TeamId)> projects,
        Dictionary<long, List<long>> ids)
    {
        var time = new SeededTime(_dice);
        var worksIn = users.ToDictionary(
            user => user.Id,
            user => projects
                .Where(project => project.TeamId is not { } team || teams.First(other => other.Id == team).Users.Contains(user.Id))
                .Select(project => project.Id)
                .ToList());
        long seconds = 0;
        for (var i = 0; i < Entries; i++)
        {
            var user = users[_dice.Next(users.Count)].Id;
            var command = time.Next(i, Entries, worksIn[user]);

            // Entered when it was done, and never before the one before: the log's times ascend.
            _clock.Now = Instant.Max(_clock.Now + Duration.FromMilliseconds(1), command.End);
            Entry entry = await _log.WriteAsync(workspace, user, transaction => CreateEntry.RunAsync(transaction, command));
            ids[user].Add(entry.Id);
            seconds += Microseconds.WholeSeconds(command.Start, command.End);
        }

        return seconds;
    }
}
