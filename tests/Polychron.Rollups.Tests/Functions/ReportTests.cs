using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Domain.Entries;
using Polychron.Domain.Entries.Policies;
using Polychron.Rollups.Fold;
using Polychron.Rollups.Tests.Support;

namespace Polychron.Rollups.Tests.Functions;

/// <summary>
/// Two servers with the same history, of which one may use cells: every report of every dialect answers with the same bytes,
/// with nothing folded, something folded, and all of it.
/// </summary>
public sealed class ReportTests : IAsyncLifetime
{
    private readonly RollupApp _cells = new();
    private readonly RollupApp _entries = new(usesCells: false);

    [Fact]
    public async Task Reports_over_HTTP_do_not_show_where_they_come_from()
    {
        var random = (Cells: new Random(4), Entries: new Random(4));
        var fromCells = 0;
        for (var round = 0; round < 4; round++)
        {
            await RoundAsync(_cells, round);
            await RoundAsync(_entries, round);
            for (var i = 0; i < 25; i++)
            {
                await ChangeAsync(_cells, random.Cells);
                await ChangeAsync(_entries, random.Entries);
            }

            fromCells += await CompareAsync();
            if (round % 2 == 0)
            {
                await _cells.Services.GetRequiredService<Compactor>().RunAsync(WorkspaceId);
                fromCells += await CompareAsync();
            }
        }

        Assert.True(fromCells > 40);
    }

    private const long WorkspaceId = 3;

    private static readonly string[] Reports =
    [
        "/timing/api/v1/report?columns[]=project&columns[]=user&include_team_members=true&sort[]=user",
        "/timing/api/v1/report?columns[]=timespan&timespan_grouping_mode=day&include_team_members=true&timezone=UTC",
        "/timing/api/v1/report?columns[]=timespan&columns[]=billing_status&timespan_grouping_mode=month&include_team_members=true&sort[]=timespan&timezone=UTC",
        "/timing/api/v1/report?columns[]=project&project_grouping_level=0&include_team_members=true&start_date_min=2023-07-04&start_date_max=2024-03-30",
        "/timing/api/v1/report?columns[]=timespan&timespan_grouping_mode=week&start_date_min=2024-01-01T05:00:00Z&start_date_max=2024-04-30T07:00:00Z&include_team_members=true&timezone=UTC",
        "/timing/api/v1/report?columns[]=title&include_team_members=true",
        "/timether/api/v1/reports/utilization?from=2023-06-10&to=2024-12-31",
        "/timether/api/v1/reports/cost_breakdown?from=2023-06-10&to=2024-12-31&by=project",
        "/timether/api/v1/reports/profitability?from=2024-01-01&to=2024-12-31&by=client",
        "/timether/api/v1/reports/summary?from=2023-07-01&to=2024-12-31&group_by=tag,month",
        "/timether/api/v1/reports/summary?from=2023-07-01&to=2024-12-31&group_by=member,day",
        "/timether/api/v1/reports/summary?from=2023-07-01&to=2024-12-31&group_by=billing_status&time_zone=Asia/Kolkata",
    ];

    private async Task<int> CompareAsync()
    {
        var fromCells = 0;
        foreach (var path in Reports)
        {
            fromCells += await CompareAsync("GET", path, null);
        }

        foreach (var groups in new[] { "clients", "users", "labels", "days", "teams", "clients,users,labels,days,teams" })
        {
            var body = new { since = "2023-06-10", until = "2024-12-31", group_by = groups.Split(',') };
            fromCells += await CompareAsync("POST", $"/timely/1.1/{WorkspaceId}/reports/filter", body);
        }

        fromCells += await CompareAsync("POST", $"/timely/1.1/{WorkspaceId}/reports", new { since = "2024-01-01", until = "2024-12-31" });
        return fromCells;
    }

    private async Task<int> CompareAsync(string method, string path, object? body)
    {
        var expected = await _entries.CallAsync(method, path, body);
        var got = await _cells.CallAsync(method, path, body);
        Assert.Equal(HttpStatusCode.OK, expected.Status);
        Assert.Equal(Sorted(_entries, expected.Body), Sorted(_cells, got.Body));
        Assert.StartsWith("entries; because=", expected.Plan, StringComparison.Ordinal);
        Assert.NotNull(got.Plan);
        return got.Plan.StartsWith("cells", StringComparison.Ordinal) ? 1 : 0;
    }

    // Lines that the sorting leaves equal come in any order.
    private static string Sorted(RollupApp app, string body)
    {
        body = body.Replace(app.Root.Authority, "host", StringComparison.Ordinal);
        using var json = JsonDocument.Parse(body);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("data", out var data)
            ? string.Join('\n', data.EnumerateArray().Select(line => line.GetRawText()).Order())
            : body;
    }

    /// <summary>Timether's rounding: none, of each day and project, of each entry.</summary>
    private static Task RoundAsync(RollupApp app, int round) => app.Log.WriteAsync(WorkspaceId, 1, transaction =>
    {
        var workspace = transaction.Picture.Workspace!;
        var rounding = round switch
        {
            2 => new Rounding(RoundingMode.Up, 15, RoundingScope.DayAndProject),
            3 => new Rounding(RoundingMode.Nearest, 6, RoundingScope.Entry),
            _ => Rounding.None,
        };
        return ValueTask.FromResult(transaction.Update(
            workspace, workspace with { EntryPolicy = workspace.EntryPolicy with { Rounding = rounding } }));
    });

    private static async Task ChangeAsync(RollupApp app, Random random)
    {
        var view = await app.Log.OpenAsync(WorkspaceId);
        var all = new List<Entry>();
        await foreach (var page in view.ScanEntriesAsync(new(UseCases.Ports.Log.EntryIndex.Everyone)))
        {
            all.AddRange(page);
        }

        await app.Log.WriteAsync(WorkspaceId, 1, transaction =>
        {
            RandomChange.Make(transaction, random, all);
            return ValueTask.FromResult(true);
        });
    }

    public async Task InitializeAsync()
    {
        foreach (var app in new[] { _cells, _entries })
        {
            await app.InitializeAsync();
            var workspace = Assert.Single(await app.Directory.ListWorkspacesAsync(0, 10));
            Assert.Equal(WorkspaceId, workspace.Id);
            await app.Log.WriteAsync(WorkspaceId, 0, transaction =>
            {
                RollupWorld.Seed(transaction);
                return ValueTask.FromResult(true);
            });
        }
    }

    public async Task DisposeAsync()
    {
        await _cells.DisposeAsync();
        await _entries.DisposeAsync();
    }
}
