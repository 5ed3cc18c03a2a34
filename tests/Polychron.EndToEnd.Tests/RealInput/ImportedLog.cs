using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Polychron.Testing;

namespace Polychron.EndToEnd.Tests.RealInput;

/// <summary>
/// A slice of the task log, written through the APIs: people by the operator, with a token each; teams; projects by the owner;
/// entries by the person who worked.
/// </summary>
public sealed class ImportedLog : IAsyncLifetime
{
    private const int Connections = 6;

    /// <summary>The rows that became entries.</summary>
    public IReadOnlyList<WorkRow> Rows { get; private set; } = [];

    /// <summary>The rows that were left out: no date, or refused with the field at fault.</summary>
    public IReadOnlyList<(WorkRow Row, string Reason)> Refused { get; private set; } = [];

    public string Source { get; private set; } = "";

    /// <summary>The reference of a project by its key in the log.</summary>
    public ConcurrentDictionary<string, string> Projects { get; } = [];

    /// <summary>The people by their key in the log.</summary>
    public ConcurrentDictionary<string, Person> People { get; } = [];

    public Installation Installation { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var (log, source) = await TaskLog.LoadAsync();
        var every = log.Count / RunSize.Pick(ordinary: 600, nightly: 5_000);
        var slice = log.Where((_, i) => i % every == 0).ToList();

        // Dates that are none are rare, so that a thin slice may miss them.
        slice.AddRange(log.Where(row => row.Start is null).Take(3));
        slice.AddRange(log.Where(row => row.Start?.Year < 1900).Take(1));
        Source = source;
        Installation = await Installation.CreateAsync();
        await AddPeopleAsync(slice);
        await AddEntriesAsync(slice);
    }

    public async Task DisposeAsync() => await Installation.DisposeAsync();

    private async Task AddPeopleAsync(List<WorkRow> slice)
    {
        await AtOnceAsync(slice.Select(row => row.Person).Distinct(), async person =>
            People[person] = await Installation.AddMemberAsync($"Person {person}", "member"));
        using var @operator = Installation.Operator();
        using var owner = Installation.Owner();
        var workspace = (long)(await @operator.GetAsync("/operator/workspaces")).ExpectSuccess().Json[0]!["id"]!;
        foreach (var team in slice.GroupBy(row => row.Team))
        {
            var users = new JsonArray([.. team.Select(row => People[row.Person].UserId).Distinct().Select(id => JsonValue.Create(id))]);
            var created = (await @operator.PostAsync(
                $"/operator/workspaces/{workspace}/teams", new JsonObject { ["name"] = $"Team {team.Key}", ["user_ids"] = users }))
                .Expect(HttpStatusCode.Created).Json;
            foreach (var project in team.Select(row => row.Project).Distinct())
            {
                var answer = await owner.PostAsync(
                    $"{Installation.Timing}/projects",
                    new JsonObject { ["title"] = $"Project {project}", ["team_id"] = $"/teams/{created["id"]}" });
                Projects[project] = (string)answer.Expect(HttpStatusCode.Created).Json["data"]!["self"]!;
            }
        }
    }

    private async Task AddEntriesAsync(List<WorkRow> slice)
    {
        var written = new ConcurrentBag<WorkRow>();
        var refused = new ConcurrentBag<(WorkRow, string)>();
        await AtOnceAsync(slice.GroupBy(row => row.Person), async person =>
        {
            using var client = Installation.Server.Client(People[person.Key].Token);
            foreach (var row in person)
            {
                var answer = await client.PostAsync($"{Installation.Timing}/time-entries", new JsonObject
                {
                    ["start_date"] = row.Start is { } start ? $"{start:s}Z" : @"\N",
                    ["end_date"] = row.Start is { } from ? $"{from.AddMinutes(row.Minutes):s}Z" : @"\N",
                    ["project"] = Projects[row.Project],
                    ["title"] = row.Phase,
                });
                if (answer.Status == HttpStatusCode.UnprocessableEntity)
                {
                    refused.Add((row, string.Join(' ', answer.Json["errors"]!.AsObject().Select(error => error.Key))));
                }
                else
                {
                    answer.Expect(HttpStatusCode.Created);
                    written.Add(row);
                }
            }
        });
        Rows = [.. written];
        Refused = [.. refused];
    }

    private static Task AtOnceAsync<T>(IEnumerable<T> items, Func<T, Task> work) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (item, _) => await work(item));
}
