using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Webhooks;
using Polychron.Storage.Webhooks;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Tests.Support;

namespace Polychron.Webhooks.Tests.Dispatch;

public sealed class DispatchTests
{
    [Fact]
    public async Task A_change_is_told_with_its_sequence_its_version_and_its_actor()
    {
        var (server, process) = await Installation.CreateAsync();
        var hook = await process.SubscribeAsync();
        var entry = await process.TrackAsync(Installation.Member, title: "told");
        await process.DrainAsync();
        var delivery = Assert.Single(server.Listener.All);
        Assert.Equal($"msg_7_{entry.Id}_{hook.Id}", delivery.Id);
        Assert.Equal("https://listener.example.com/a", delivery.Url);
        Assert.StartsWith("application/json", delivery.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(delivery.Id, (string)delivery.Json["id"]!);
        Assert.Equal("entry.created", (string)delivery.Json["type"]!);
        Assert.Equal("2024-03-01T12:00:00.000000+00:00", (string)delivery.Json["timestamp"]!);
        Assert.Equal((entry.Id, 7L, 3L), ((long)delivery.Json["sequence"]!, (long)delivery.Json["workspace_id"]!, (long)delivery.Json["actor_id"]!));
        Assert.Equal((entry.Id, 1L, "told"), ((long)delivery.Json["data"]!["id"]!, (long)delivery.Json["data"]!["version"]!, (string)delivery.Json["data"]!["title"]!));
    }

    [Fact]
    public async Task A_webhook_is_told_of_nothing_before_it_and_of_no_webhook()
    {
        var (server, process) = await Installation.CreateAsync();
        await process.TrackAsync();
        await process.SubscribeAsync();
        await process.SubscribeAsync("https://listener.example.com/b");
        await process.DrainAsync();
        Assert.Empty(server.Listener.All);
    }

    [Fact]
    public async Task Filters_let_through_what_they_say()
    {
        var (server, process) = await Installation.CreateAsync();
        var label = await CreateAsync(process, "kept");
        await process.SubscribeAsync("https://listener.example.com/label", filter: new WebhookFilter { LabelIds = [label.Id] });
        await process.SubscribeAsync("https://listener.example.com/made", filter: new WebhookFilter { Types = [new EventType(EntityKind.Label, EventAction.Created)] });
        await CreateAsync(process, "other");
        await process.Log.WriteAsync(Installation.Workspace, Installation.Owner, transaction =>
            ValueTask.FromResult(transaction.Update(label, label with { Name = "renamed" })));
        await process.TrackAsync();
        await process.DrainAsync();
        Assert.Equal(
            [("label", "label.updated"), ("made", "label.created")],
            server.Listener.All.Select(delivery => (delivery.Url.Split('/')[^1], (string)delivery.Json["type"]!)).Order());
    }

    [Fact]
    public async Task A_wake_up_that_was_lost_is_made_up_for_by_the_sweep()
    {
        var (server, process) = await Installation.CreateAsync();
        await process.SubscribeAsync();
        await process.TrackAsync();

        // Another process takes over: nobody sends the wake-up of this one.
        var next = server.Begin();
        await next.DrainAsync();
        Assert.Empty(server.Listener.All);
        await next.Pipeline.SweepAsync(default);
        await next.DrainAsync();
        Assert.Single(server.Listener.All);
        Assert.Equal(0, await next.Queue.CountAsync(WebhookQueues.Dispatch));
        await next.Pipeline.SweepAsync(default);
        Assert.Equal(0, await next.Queue.CountAsync(WebhookQueues.Dispatch));
    }

    [Fact]
    public async Task A_workspace_without_webhooks_is_never_woken()
    {
        var (server, process) = await Installation.CreateAsync();
        await process.TrackAsync();
        await process.WakeAsync();
        Assert.Equal(0, await server.Queues.CountAsync(WebhookQueues.Dispatch));
    }

    [Fact]
    public async Task Many_writes_make_one_wake_up()
    {
        var (server, process) = await Installation.CreateAsync();
        await process.SubscribeAsync();
        for (var minute = 0; minute < 20; minute++)
        {
            await process.TrackAsync(minute: minute);
        }

        await process.WakeAsync();
        Assert.Equal(1, await server.Queues.CountAsync(WebhookQueues.Dispatch));
        await process.DrainAsync();
        Assert.Equal(20, server.Listener.All.Count);
    }

    [Fact]
    public async Task The_first_webhook_does_not_make_the_past_be_read()
    {
        var (server, process) = await Installation.CreateAsync();
        for (var minute = 0; minute < 20; minute++)
        {
            await process.TrackAsync(minute: minute);
        }

        var hook = await process.SubscribeAsync();
        await process.DrainAsync();
        var checkpoint = await new TableDispatchCheckpoints(server.Tables).FindAsync(Installation.Workspace);
        Assert.Equal(hook.Id, checkpoint!.State.Sequence);
        var start = DispatchState.Start.Skip([hook.Id], hook.Id + 3);
        Assert.Equal(hook.Id - 1, start.Sequence);
    }

    [Fact]
    public async Task A_webhook_that_is_deleted_takes_its_delivery_log_with_it()
    {
        var (server, process) = await Installation.CreateAsync();
        var hook = await process.SubscribeAsync();
        await process.TrackAsync();
        await process.DrainAsync();
        Assert.Single(await process.Deliveries.ListAsync(Installation.Workspace, hook.Id, null, 100));
        await process.Log.WriteAsync(Installation.Workspace, Installation.Owner, transaction =>
        {
            DeleteWebhook.Run(transaction, hook.Id);
            return ValueTask.FromResult(true);
        });
        await process.Pipeline.SweepAsync(default);
        await process.DrainAsync();
        Assert.Empty(await process.Deliveries.ListAsync(Installation.Workspace, hook.Id, null, 100));
        Assert.Null(await server.FindAsync(hook.Id + 1, hook.Id));
    }

    [Fact]
    public async Task Deliveries_older_than_a_month_are_cleared()
    {
        var (server, process) = await Installation.CreateAsync();
        var hook = await process.SubscribeAsync();
        await process.TrackAsync();
        await process.DrainAsync();
        server.Time.Advance(TimeSpan.FromDays(20));
        var kept = await process.TrackAsync(minute: 30);
        await process.DrainAsync();
        server.Time.Advance(TimeSpan.FromDays(11));
        await process.Pipeline.AskPurgeAsync(default);
        await process.DrainAsync();
        Assert.Equal(kept.Id, Assert.Single(await process.Deliveries.ListAsync(Installation.Workspace, hook.Id, null, 100)).Id.Sequence);
    }

    private static Task<Label> CreateAsync(Process process, string name) => process.Log.WriteAsync(
        Installation.Workspace, Installation.Owner, transaction => ValueTask.FromResult(transaction.Create(new Label { Name = name, Position = 1 })));
}
