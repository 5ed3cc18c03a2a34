using Polychron.Dialects.Timedash.Tests.Support;
using Polychron.Domain.Entries.Policies;
using Polychron.UseCases.Workspaces;

namespace Polychron.Dialects.Timedash.Tests.Writes;

/// <summary>The workspace's rules for entries hold for assignments, and what they refuse is an error object of this API.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class EntryPolicyTests(TimedashApp app)
{
    private const string Nine = "2024-02-01T09:00:00Z";
    private const string Ten = "2024-02-01T10:00:00Z";

    [Fact]
    public async Task Overlaps_are_refused_where_the_workspace_says_so()
    {
        var (world, agreement) = await StartAsync(policy => policy with { Overlap = OverlapRule.Reject });
        var nine = await world.AddAssignmentAsync(agreement, Nine);
        var ten = await world.AddAssignmentAsync(agreement, Ten);

        (await CreateAsync(world, agreement, "2024-02-01T09:30:00Z")).IsError(402, "timestamp");
        (await world.Api.Put($"/assignments/{nine}", """{ "duration": 3601 }""")).IsError(402, "timestamp");
        (await world.Api.Put($"/assignments/{ten}", """{ "timestamp": "2024-02-01T09:59:59Z" }""")).IsError(402, "timestamp");

        Assert.Equal([(Ten, 3_600), (Nine, 3_600)], await TimesAsync(world));
    }

    [Theory]
    [InlineData(OverlapRule.Trim)]
    [InlineData(OverlapRule.Split)]
    public async Task Others_give_way_at_their_ends_but_none_is_covered_whole(OverlapRule rule)
    {
        var (world, agreement) = await StartAsync(policy => policy with { Overlap = rule });
        await world.AddAssignmentAsync(agreement, Nine);

        (await CreateAsync(world, agreement, "2024-02-01T08:00:00Z", 7_200)).IsError(402, "timestamp");
        (await CreateAsync(world, agreement, "2024-02-01T09:30:00Z")).Is(200);

        Assert.Equal([("2024-02-01T09:30:00Z", 3_600), (Nine, 1_800)], await TimesAsync(world));
    }

    [Fact]
    public async Task One_that_reaches_over_both_ends_is_cut_in_two_where_the_workspace_says_so()
    {
        var (world, agreement) = await StartAsync(policy => policy with { Overlap = OverlapRule.Trim });
        await world.AddAssignmentAsync(agreement, Nine, 3 * 3_600);
        (await CreateAsync(world, agreement, Ten)).IsError(402, "timestamp");

        await SetAsync(world, policy => policy with { Overlap = OverlapRule.Split });
        (await CreateAsync(world, agreement, Ten)).Is(200);

        Assert.Equal([("2024-02-01T11:00:00Z", 3_600), (Ten, 3_600), (Nine, 3_600)], await TimesAsync(world));
    }

    [Fact]
    public async Task Nothing_is_created_changed_moved_or_deleted_in_locked_days()
    {
        var (world, agreement) = await StartAsync(static policy => policy);
        var locked = await world.AddAssignmentAsync(agreement, "2024-01-31T23:59:59Z");
        var open = await world.AddAssignmentAsync(agreement, "2024-02-02T09:00:00Z");
        await SetAsync(world, static policy => policy with { LockedBefore = new NodaTime.LocalDate(2024, 2, 1) });

        (await CreateAsync(world, agreement, "2024-01-31T09:00:00Z")).IsError(402, "timestamp");
        (await world.Api.Put($"/assignments/{locked}", """{ "title": "x" }""")).IsError(402, "timestamp");
        (await world.Api.Put($"/assignments/{locked}", """{ "timestamp": "2024-02-03T09:00:00Z" }""")).IsError(402, "timestamp");
        (await world.Api.Put($"/assignments/{open}", """{ "timestamp": "2024-01-31T09:00:00Z" }""")).IsError(402, "timestamp");
        (await world.Api.Delete($"/assignments/{locked}")).IsError(402, "timestamp");

        (await CreateAsync(world, agreement, "2024-02-01T00:00:00Z")).Is(200);
        Assert.Equal(
            [("2024-02-02T09:00:00Z", 3_600), ("2024-02-01T00:00:00Z", 3_600), ("2024-01-31T23:59:59Z", 3_600)],
            await TimesAsync(world));
    }

    [Fact]
    public async Task A_required_label_is_missed_on_new_assignments_and_old_ones_can_be_changed()
    {
        var (world, agreement) = await StartAsync(static policy => policy);
        var old = await world.AddAssignmentAsync(agreement, Nine);
        await SetAsync(world, static policy => policy with { RequiresLabel = true });

        // No parameter is to blame: there is none to mend it with.
        var refused = (await CreateAsync(world, agreement, Ten)).IsError(402);
        Assert.Contains("label", refused.Json.Text("message"), StringComparison.Ordinal);
        Assert.Contains("until an owner of the workspace switches that rule off", refused.Json.Text("message"), StringComparison.Ordinal);
        (await world.Api.Put($"/assignments/{old}", """{ "title": "x" }""")).Is(200);

        Assert.Equal([(Nine, 3_600)], await TimesAsync(world));
    }

    [Theory]
    [InlineData("""{ "required_labels": true }""")]
    [InlineData("""{ "labels": [{ "label_id": {label}, "required": true }] }""")]
    public async Task An_agreement_that_asks_for_labels_is_refused_with_what_helps(string rule)
    {
        var world = await World.CreateAsync(app);
        var timely = world.Api.Of($"/timely/1.1/{world.WorkspaceId}");
        var (agreement, other) = (await world.AddAgreementAsync(), await world.AddAgreementAsync("Other"));
        var label = (await timely.Post("/labels", """{ "name": "Design" }""")).Is(201).Id;
        (await timely.Put(
            $"/projects/{agreement}", $$"""{ "project": {{rule.Replace("{label}", $"{label}", StringComparison.Ordinal)}} }""")).Is(200);
        var elsewhere = await world.AddAssignmentAsync(other, Nine);

        var refused = (await CreateAsync(world, agreement, Ten)).IsError(402, "agreement");
        Assert.Contains("this API has no labels", refused.Json.Text("message"), StringComparison.Ordinal);
        Assert.Contains("Choose another agreement", refused.Json.Text("message"), StringComparison.Ordinal);
        (await world.Api.Put($"/assignments/{elsewhere}", $$"""{ "agreement": {{agreement}} }""")).IsError(402, "agreement");

        Assert.Equal([(Nine, 3_600)], await TimesAsync(world));
    }

    [Fact]
    public async Task A_required_project_is_an_agreement_which_every_new_assignment_has()
    {
        var (world, agreement) = await StartAsync(static policy => policy with { RequiresProject = true });

        (await world.Api.Post("/assignments", $$"""{ "timestamp": "{{Nine}}", "duration": 60 }""")).IsError(400, "agreement");
        (await CreateAsync(world, agreement, Nine)).Is(200);
        (await world.Api.Of("/timing/api/v1").Post("/time-entries", $$"""{ "start_date": "{{Ten}}", "end_date": "2024-02-01T11:00:00Z" }""")).Is(422);

        Assert.Equal([(Nine, 3_600)], await TimesAsync(world));
    }

    private static Task<Answer> CreateAsync(World world, long agreement, string timestamp, long duration = 3_600) => world.Api.Post(
        "/assignments", $$"""{ "agreement": {{agreement}}, "timestamp": "{{timestamp}}", "duration": {{duration}} }""");

    private static Task SetAsync(World world, Func<EntryPolicy, EntryPolicy> change) => world.WriteAsync(
        world.Owner, transaction => SaveWorkspaceSettings.Run(transaction, new SaveWorkspaceSettings.Command { Policy = change }));

    private static async Task<IEnumerable<(string Timestamp, long Duration)>> TimesAsync(World world) =>
        (await world.Api.Get("/assignments?sort=-timestamp")).Is(200).Items.Select(item => (
            DateTimeOffset.Parse(item.Text("timestamp"), System.Globalization.CultureInfo.InvariantCulture).UtcDateTime
                .ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            item.Number("duration")));

    private async Task<(World World, long Agreement)> StartAsync(Func<EntryPolicy, EntryPolicy> change)
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        await SetAsync(world, change);
        return (world, agreement);
    }
}
