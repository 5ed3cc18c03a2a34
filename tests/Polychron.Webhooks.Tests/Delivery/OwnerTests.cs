using Polychron.Domain.Members;
using Polychron.Domain.Webhooks;
using Polychron.UseCases;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Tests.Support;

namespace Polychron.Webhooks.Tests.Delivery;

/// <summary>A webhook is sent what its owner may read at the moment of sending.</summary>
public sealed class OwnerTests
{
    [Fact]
    public async Task A_member_is_told_of_their_own_entries_and_a_manager_of_everyones()
    {
        var (server, process) = await Installation.CreateAsync();
        var own = await process.SubscribeAsync("https://listener.example.com/member", Installation.Member);
        var all = await process.SubscribeAsync("https://listener.example.com/manager", Installation.Manager);
        var mine = await process.TrackAsync(Installation.Member);
        var foreign = await process.TrackAsync(4);
        await process.DrainAsync();
        Assert.Equal(DeliveryStatus.Succeeded, (await server.FindAsync(mine.Id, own.Id))!.Status);
        Assert.Equal(DeliveryStatus.Skipped, (await server.FindAsync(foreign.Id, own.Id))!.Status);
        Assert.Equal(DeliveryStatus.Succeeded, (await server.FindAsync(foreign.Id, all.Id))!.Status);
        Assert.DoesNotContain(server.Listener.All, delivery => delivery.Url.EndsWith("member", StringComparison.Ordinal) && delivery.Id != new DeliveryId(Installation.Workspace, mine.Id, own.Id).ToString());
    }

    [Theory]
    [InlineData(Role.Member, false)]
    [InlineData(Role.Viewer, true)]
    public async Task An_owner_who_left_or_may_only_read_is_sent_nothing_not_even_what_waited(Role role, bool isActive)
    {
        var (server, process) = await Installation.CreateAsync();
        server.Listener.Answers(500);
        var hook = await process.SubscribeAsync(user: Installation.Member);
        var entry = await process.TrackAsync(Installation.Member);
        await process.DrainAsync();
        Assert.Single(server.Listener.All);
        await ChangeAsync(process, member => member with { Role = role, IsActive = isActive });
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await process.DrainAsync();
        Assert.Single(server.Listener.All);
        Assert.Equal(DeliveryStatus.Skipped, (await server.FindAsync(entry.Id, hook.Id))!.Status);
    }

    [Fact]
    public async Task A_lost_role_is_lost_for_what_waited_too()
    {
        var (server, process) = await Installation.CreateAsync();
        server.Listener.Answers(500);
        var hook = await process.SubscribeAsync(user: Installation.Manager);
        var entry = await process.TrackAsync(Installation.Member);
        await process.DrainAsync();
        await ChangeAsync(process, member => member with { Role = Role.Member }, Installation.Manager);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await process.DrainAsync();
        Assert.Single(server.Listener.All, delivery => (long)delivery.Json["sequence"]! == entry.Id);
        Assert.Equal("the webhook's owner may not read this", (await server.FindAsync(entry.Id, hook.Id))!.Reason);
    }

    [Fact]
    public async Task Rates_are_not_sent_to_whom_they_are_not_shown()
    {
        var (server, process) = await Installation.CreateAsync();
        await process.SubscribeAsync(user: Installation.Manager);
        await ChangeAsync(process, member => member with { HourRate = 12_345 });
        await process.TrackAsync(Installation.Member);
        await process.DrainAsync();
        Assert.Equal(12_345, (long?)Entries(server)[^1]["data"]!["hour_rate"]);
        await ChangeAsync(process, member => member with { HidesRates = true }, Installation.Manager);
        await process.TrackAsync(Installation.Member);
        await process.DrainAsync();
        Assert.Null(Entries(server)[^1]["data"]!["hour_rate"]);
    }

    [Fact]
    public async Task A_paused_webhook_is_sent_nothing_of_the_pause_until_it_is_replayed()
    {
        var (server, process) = await Installation.CreateAsync();
        var hook = await process.SubscribeAsync();
        await SwitchAsync(process, hook, false);
        var missed = await process.TrackAsync();
        await process.DrainAsync();
        await SwitchAsync(process, hook, true);
        var next = await process.TrackAsync();
        await process.DrainAsync();
        Assert.Equal(next.Id, (long)Assert.Single(server.Listener.All).Json["sequence"]!);

        var view = await process.Log.OpenAsync(Installation.Workspace);
        Assert.Equal(2, await process.Replay.ReplayAsync(view, Installation.Owner, hook.Id, 1, view.Picture.Sequence) - Seeded);
        await process.DrainAsync();
        Assert.Contains(server.Listener.All, delivery => (long)delivery.Json["sequence"]! == missed.Id);
        Assert.Equal(2, server.Listener.All.Count(delivery => (long)delivery.Json["sequence"]! == next.Id));
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await process.Replay.ResendAsync(view, Installation.Owner, hook.Id, missed.Id);
        await process.DrainAsync();
        Assert.Equal(2, server.Listener.All.Count(delivery => (long)delivery.Json["sequence"]! == missed.Id));
    }

    /// <summary>The records with which the workspace began: itself and its members.</summary>
    private const int Seeded = 5;

    private static List<System.Text.Json.Nodes.JsonNode> Entries(Installation server) =>
        [.. server.Listener.All.Select(delivery => delivery.Json).Where(json => (string)json["type"]! == "entry.created")];

    private static Task SwitchAsync(Process process, Webhook hook, bool isActive) => process.Log.WriteAsync(
        Installation.Workspace,
        Installation.Owner,
        transaction => ValueTask.FromResult(process.Update.Run(
            transaction, hook.Id, new UpdateWebhook.Command { IsActive = Change<bool>.To(isActive) })));

    private static Task ChangeAsync(Process process, Func<Member, Member> change, long user = Installation.Member) => process.Log.WriteAsync(
        Installation.Workspace,
        0,
        transaction =>
        {
            var before = transaction.Picture.Members[user];
            return ValueTask.FromResult(transaction.Update(before, change(before)));
        });
}
