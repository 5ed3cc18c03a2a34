using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Polychron.Bench.Seed;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Projects;
using Polychron.Rollups.Fold;
using Polychron.Storage.Log;
using Polychron.Storage.Rollups;
using Polychron.Storage.Sqlite;
using Polychron.Storage.UserDirectory;

namespace Polychron.Bench.Rollups;

/// <summary>One entry as the other programs get it.</summary>
internal readonly record struct SeededEntry(Instant Start, int Seconds, int User, int Project, int Client, BillingStatus Status);

/// <summary>What was put into a folder, and how fast.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Seeding">How long the writing took.</param>
/// <param name="Records">How many records compaction folded.</param>
/// <param name="Folding">How long that took.</param>
/// <param name="Bytes">The bytes of the store without cells.</param>
/// <param name="CellBytes">The bytes that the cells added.</param>
internal sealed record Seeded(
    long WorkspaceId, int Entries, TimeSpan Seeding, long Records, TimeSpan Folding, long Bytes, long CellBytes);

/// <summary>
/// A workspace of 20 people who work on 40 projects of 10 clients, six each, up to the end of 2025: 10,000 entries in one year,
/// and more of them by ten times as many years and then ten times as many a day. So every size has the same breadth in 2025.
/// </summary>
internal static class RollupSeed
{
    /// <summary>The year that is reported.</summary>
    public const int Year = 2025;

    private const int Users = 20;
    private const int Projects = 40;
    private const int Clients = 10;
    private const int Labels = 6;
    private const int ProjectsOfUser = 6;
    private const int EntriesOfYear = 10_000;
    private const int MaxYears = 10;
    private const int EntriesInWrite = 1_500;

    /// <summary>The entries, in order of their starts: the same for everybody who asks.</summary>
    public static IEnumerable<SeededEntry> Entries(int count)
    {
        var dice = new Random(20240101);
        var years = Math.Clamp(count / EntriesOfYear, 1, MaxYears);
        var first = new LocalDate(Year + 1 - years, 1, 1);
        var days = Period.DaysBetween(first, new LocalDate(Year + 1, 1, 1));
        for (var i = 0; i < count; i++)
        {
            var day = first.PlusDays((int)((long)i * days / count));
            var start = day.AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(7 * 60 + dice.Next(600));
            var user = dice.Next(Users);
            var project = (user * 7 + dice.Next(ProjectsOfUser)) % Projects;
            var status = project % 5 == 0 ? BillingStatus.NotBillable : dice.Next(4) == 0 ? BillingStatus.Billed : BillingStatus.Billable;
            yield return new SeededEntry(start, 900 + 60 * dice.Next(200), user, project, project % Clients, status);
        }
    }

    /// <summary>Fills a folder through the log, and folds it.</summary>
    public static async Task<Seeded> FillAsync(string folder, string token, int count, Action<string> say)
    {
        var clock = new SeedClock { Now = Instant.FromUtc(2015, 12, 1, 8, 0) };
        var random = new SeedRandom(new Random(1));
        var (seeding, folding) = (new Stopwatch(), new Stopwatch());
        long workspaceId;
        await using (var storage = SqliteStorage.Open(folder, TimeProvider.System))
        {
            using var directory = new TableDirectory(storage.Tables, random, clock);
            var log = new WorkspaceLog(storage.Tables, random, clock, TimeProvider.System);
            var people = new SeedPeople(directory, log, random);
            (_, workspaceId) = await people.BeginAsync(token, "Measured workspace");
            var users = await people.AddAsync(workspaceId, Users, "user", "UTC");
            var world = await AddPlacesAsync(log, workspaceId, [.. users.Select(user => user.Id)]);
            seeding.Start();
            var done = 0;
            foreach (var some in Entries(count).Chunk(EntriesInWrite))
            {
                clock.Now = some[^1].Start + Duration.FromDays(1);
                await log.WriteAsync(workspaceId, 1, transaction =>
                {
                    foreach (var entry in some)
                    {
                        transaction.Create(world.ToEntry(entry));
                    }

                    return ValueTask.FromResult(true);
                });
                done += some.Length;
                if (done % 150_000 == 0)
                {
                    say($"{done:N0} entries written");
                }
            }

            seeding.Stop();
        }

        var bytes = BytesOf(folder);
        Compaction compaction;
        await using (var storage = SqliteStorage.Open(folder, TimeProvider.System))
        {
            var log = new WorkspaceLog(storage.Tables, random, clock, TimeProvider.System);
            await log.OpenAsync(workspaceId);
            folding.Start();
            compaction = await new Compactor(log, new RollupStore(storage.Tables), NullLogger<Compactor>.Instance).RunAsync(workspaceId);
            folding.Stop();
            var news = new NewsBoard(storage.Tables, SystemClock.Instance);
            while (await news.ReadAsync(1_000) is { Count: > 0 } marks)
            {
                await news.ForgetAsync(marks);
            }
        }

        return new Seeded(workspaceId, count, seeding.Elapsed, compaction.Records, folding.Elapsed, bytes, BytesOf(folder) - bytes);
    }

    private static long BytesOf(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    private static async Task<Places> AddPlacesAsync(WorkspaceLog log, long workspaceId, IReadOnlyList<long> users) =>
        await log.WriteAsync(workspaceId, 1, transaction =>
        {
            var clients = Enumerable.Range(0, Clients).Select(i => transaction.Create(new Domain.Clients.Client { Name = $"Client {i}" }).Id).ToList();
            var projects = Enumerable.Range(0, Projects).Select(i => transaction.Create(new Project
            {
                Title = $"Project {i}",
                ClientId = clients[i % Clients],
                CreatorUserId = 1,
                Color = "#FF0000",
                ProductivityScore = 1,
            }).Id).ToList();
            var labels = Enumerable.Range(0, Labels).Select(i => transaction.Create(new Label { Name = $"Label {i}", Position = i }).Id).ToList();
            return ValueTask.FromResult(new Places(users, projects, labels));
        });

    private sealed record Places(IReadOnlyList<long> Users, IReadOnlyList<long> Projects, IReadOnlyList<long> Labels)
    {
        public Entry ToEntry(SeededEntry entry) => new()
        {
            UserId = Users[entry.User],
            CreatorUserId = Users[entry.User],
            ProjectId = Projects[entry.Project],
            Start = entry.Start,
            End = entry.Start + Duration.FromSeconds(entry.Seconds),
            DurationSeconds = entry.Seconds,
            Title = $"Work on {entry.Project}",
            BillingStatus = entry.Status,
            LabelIds = [Labels[entry.Project % Labels.Count]],
            HourRate = 8_000 + entry.User * 100,
            InternalHourRate = 4_000 + entry.User * 50,
        };
    }
}
