using NodaTime;
using Polychron.Dialects.Timely.Tests.Support;
using Polychron.UseCases.Workspaces;
using static Polychron.Dialects.Timely.Tests.Support.EventWorld;

namespace Polychron.Dialects.Timely.Tests.Events;

/// <summary>Events of days that the account has locked say so before a client tries to change them.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class LockedEventTests(TimelyApp app)
{
    private const string Reason = "Time entries before 2024-02-29 are locked in this workspace.";

    [Fact]
    public async Task A_locked_event_is_shown_as_locked_and_not_to_be_managed()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        var before = (await world.Api.AddEventAsync()).Number("id");
        var after = (await world.Api.Post("~/events", """{"day":"2024-02-29","hours":1}""")).Is(201).Json.Number("id");
        await AssertStateAsync(before, null);
        await LockAsync(world);

        await AssertStateAsync(before, Reason);
        await AssertStateAsync(after, null);
        (await world.Api.Put($"~/events/{before}", """{"note":"x"}""")).Is(422, $$"""{"errors":{"from":["{{Reason}}"]} }""");
        (await world.Api.Put($"~/events/{before}/start", "")).IsInvalid("from");
        (await world.Api.Post($"~/projects/{project}/events", Hours())).IsInvalid("from");
        (await world.Api.Delete($"~/events/{before}")).IsInvalid("from");
        var list = (await world.Api.Get("~/events?sort=day&order=asc")).Is(200).Json.AsArray();
        Assert.Equal([true, false], list.Select(shown => shown!["locked"]!.GetValue<bool>()));

        async Task AssertStateAsync(long id, string? reason)
        {
            var shown = (await world.Api.Get($"~/events/{id}")).Is(200).Json;
            Assert.Equal(
                (reason is not null, reason, reason is null),
                (shown["locked"]!.GetValue<bool>(), shown.TextOrNull("locked_reason"), shown["manage"]!.GetValue<bool>()));
        }
    }

    private static Task LockAsync(World world) => world.WriteAsync(world.Owner, transaction => SaveWorkspaceSettings.Run(
        transaction,
        new SaveWorkspaceSettings.Command { Policy = static policy => policy with { LockedBefore = new LocalDate(2024, 2, 29) } }));
}
