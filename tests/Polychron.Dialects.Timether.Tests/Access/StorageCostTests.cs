using Polychron.Dialects.Timether.Tests.Support;

namespace Polychron.Dialects.Timether.Tests.Access;

/// <summary>What requests cost in storage operations: one to follow the workspace's log, and few more, however much there is.</summary>
[Collection(QuietAppTests.Name)]
public sealed class StorageCostTests(QuietApp app)
{
    private const string Entry = """{"started_at":"2024-02-28T09:00:00Z","duration_seconds":60}""";
    private const string Range = "from=2024-02-01&to=2024-02-29";

    [Theory]
    [InlineData("GET", "/me", 1)]
    [InlineData("GET", "/workspaces/current", 1)]
    [InlineData("GET", "/workspaces", 3)]
    [InlineData("GET", "/workspace_memberships", 1)]
    [InlineData("GET", "/clients", 1)]
    [InlineData("GET", "/projects?limit=1", 1)]
    [InlineData("GET", "/tags", 1)]
    [InlineData("GET", "/timers/current", 1)]
    [InlineData("GET", "/time_entries?is_running=true", 1)]
    [InlineData("GET", "/time_entries", 2)]
    [InlineData("GET", "/time_entries?limit=5", 2)]
    [InlineData("GET", "/time_entries?sort=started_at", 2)]
    [InlineData("GET", "/time_entries?search=x", 2)]
    [InlineData("GET", "/time_entries?updated_after=2020-01-01", 2)]
    [InlineData("GET", "/time_entries?has_project=false&limit=3", 2)]
    [InlineData("GET", "/time_entries/{entry}", 2)]
    [InlineData("GET", "/webhooks", 1)]
    [InlineData("GET", "/webhooks/samples", 2)]
    [InlineData("GET", "/audit_log", 2)]
    [InlineData("GET", "/changes", 2)]
    [InlineData("GET", "/changes?after={head}", 1)]
    [InlineData("GET", "/reports/summary?" + Range, 3)]
    [InlineData("GET", "/reports/utilization?" + Range, 3)]
    [InlineData("GET", "/reports/cost_breakdown?" + Range, 3)]
    [InlineData("GET", "/reports/profitability?" + Range, 3)]
    [InlineData("POST", "/time_entries", 2)]
    [InlineData("POST", "/timers/stop", 2)]
    [InlineData("POST", "/timers/switch", 2)]
    public async Task A_request_costs(string method, string path, int operations)
    {
        var world = await World.CreateAsync(app);
        long entry = 0;
        for (var i = 0; i < 25; i++)
        {
            entry = await world.AddEntryAsync();
        }

        (await world.Api.Post("/timers/start")).Is(201);
        var head = (await world.Api.Get("/changes?limit=500")).Is(200)["head"]!.GetValue<long>();
        path = path.Replace("{entry}", $"{entry}", StringComparison.Ordinal).Replace("{head}", $"{head}", StringComparison.Ordinal);

        Assert.Equal(operations, await StorageOperations.CountAsync(() => world.Api.Send(method, path, path == "/time_entries" && method == "POST" ? Entry : null)));
    }

    [Fact]
    public async Task The_rule_for_overlaps_costs_one_read()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Patch("/workspaces/current", """{"entry_policy":{"overlap":"reject"}}""")).Is(200);

        Assert.Equal(3, await StorageOperations.CountAsync(() => world.Api.Post("/time_entries", Entry)));
    }

    [Fact]
    public async Task A_report_that_the_client_has_costs_no_read_of_entries()
    {
        var world = await World.CreateAsync(app);
        await world.AddEntryAsync();
        var report = (await world.Api.Get($"/reports/summary?{Range}")).Is(200);

        Assert.Equal(1, await StorageOperations.CountAsync(() => world.Api.With(("If-None-Match", report.ETag!)).Get($"/reports/summary?{Range}")));
    }
}
