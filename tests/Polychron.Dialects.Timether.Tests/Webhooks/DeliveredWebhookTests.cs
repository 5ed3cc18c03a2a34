using System.Diagnostics;
using System.Text.Json.Nodes;
using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;
using Polychron.Testing.App.OpenApi;
using Polychron.Testing.Server;

namespace Polychron.Dialects.Timether.Tests.Webhooks;

/// <summary>What a listener of this machine is sent, and what is said of it afterwards.</summary>
[Collection(ListeningAppTests.Name)]
public sealed class DeliveredWebhookTests(ListeningApp app)
{
    [SkippableFact]
    public async Task A_change_is_told_signed_and_in_the_list_of_deliveries()
    {
        using var receiver = new HookReceiver();
        var world = await World.CreateAsync(app);
        var hook = await SubscribeAsync(world.Api, receiver);
        var entry = await world.AddEntryAsync();
        await UntilAsync(() => receiver.Received.Count >= 1);

        var told = Assert.Single(receiver.Received);
        Assert.Equal(told.Id, told.Json["id"]!.GetValue<string>());
        Assert.Equal("entry.created", told.Json["type"]!.GetValue<string>());
        Assert.Equal(entry, told.Json["data"]!["id"]!.GetValue<long>());
        Assert.StartsWith("v1,", told.Headers["webhook-signature"], StringComparison.Ordinal);

        var delivery = await DeliveredAsync(world, hook, entry);
        Assert.Equal(told.Id, delivery["message_id"]!.GetValue<string>());
        Assert.Null(delivery["requested_at"]);
        Assert.Equal(200, Assert.Single(delivery["attempts"]!.AsArray())!["http_status"]!.GetValue<int>());
        var document = (await new Api(app, null, null).Get("//timether/openapi.json")).Is(200).Json;
        var page = (await world.Api.Get($"/webhooks/{hook}/deliveries")).Is(200);
        Assert.Empty(await OpenApiChecks.FaultsAsync(document, [new SchemaSample("deliveries", "webhook_delivery_list", page.Json)]));
    }

    [Fact]
    public async Task A_delivery_is_sent_again_under_the_same_id()
    {
        using var receiver = new HookReceiver();
        var world = await World.CreateAsync(app);
        var hook = await SubscribeAsync(world.Api, receiver);
        var entry = await world.AddEntryAsync();
        await DeliveredAsync(world, hook, entry);

        app.Time.Advance(TimeSpan.FromSeconds(1));
        var resent = (await world.Api.Post($"/webhooks/{hook}/deliveries/{entry}/resend")).Is(202);
        resent.Is(202, $$"""{"sequence":{{entry}},"message_id":"msg_{{world.WorkspaceId}}_{{entry}}_{{hook}}"}""");
        await UntilAsync(() => receiver.Received.Count >= 2);
        Assert.Equal(receiver.Received[0].Id, receiver.Received[1].Id);
        Assert.Equal(receiver.Received[0].Body, receiver.Received[1].Body);
        await UntilAsync(async () => (await DeliveredAsync(world, hook, entry))["requested_at"] is not null);
    }

    [Fact]
    public async Task What_happened_during_a_pause_is_replayed_as_the_filter_is_now()
    {
        using var receiver = new HookReceiver();
        var world = await World.CreateAsync(app);
        var hook = await SubscribeAsync(world.Api, receiver);
        (await world.Api.Post($"/webhooks/{hook}/pause")).Is(200);
        var first = await world.AddEntryAsync();
        await world.AddTagAsync();
        var last = await world.AddEntryAsync();
        (await world.Api.Post($"/webhooks/{hook}/resume")).Is(200);

        app.Time.Advance(TimeSpan.FromSeconds(1));
        (await world.Api.Post($"/webhooks/{hook}/replay", $$"""{"from":{{first}},"to":{{last}}}"""))
            .Is(202, $$"""{"from":{{first}},"to":{{last}},"deliveries":2}""");
        await UntilAsync(() => receiver.Received.Count >= 2);
        Assert.Equal([first, last], receiver.Received.Select(told => told.Json["data"]!["id"]!.GetValue<long>()).Order());
        await DeliveredAsync(world, hook, first);
        await DeliveredAsync(world, hook, last);
        var newest = (await world.Api.Get($"/webhooks/{hook}/deliveries?limit=1")).Is(200);
        Assert.Equal(last, Assert.Single(newest["data"]!.AsArray())!["sequence"]!.GetValue<long>());
        var next = (await world.Api.Get($"/webhooks/{hook}/deliveries?limit=1&cursor={newest.NextCursor}")).Is(200);
        Assert.Equal(first, Assert.Single(next["data"]!.AsArray())!["sequence"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_ping_arrives_and_says_what_the_listener_answered()
    {
        using var receiver = new HookReceiver { Status = static _ => 503 };
        var world = await World.CreateAsync(app);
        var hook = await SubscribeAsync(world.Api, receiver);
        (await world.Api.Post($"/webhooks/{hook}/pause")).Is(200);

        var pinged = (await world.Api.Post($"/webhooks/{hook}/ping")).Is(200);
        Assert.False(pinged["is_success"]!.GetValue<bool>());
        Assert.Equal(503, pinged["http_status"]!.GetValue<int>());
        Assert.Null(pinged["error"]);
        Assert.Equal("ping", Assert.Single(receiver.Received).Json["type"]!.GetValue<string>());
        receiver.Status = static _ => 204;
        Assert.True((await world.Api.Post($"/webhooks/{hook}/ping")).Is(200)["is_success"]!.GetValue<bool>());
        Assert.Empty((await world.Api.Get($"/webhooks/{hook}/deliveries")).Is(200)["data"]!.AsArray());
    }

    [Fact]
    public async Task Both_secrets_sign_while_they_overlap()
    {
        using var receiver = new HookReceiver();
        var world = await World.CreateAsync(app);
        var hook = await SubscribeAsync(world.Api, receiver);
        (await world.Api.Post($"/webhooks/{hook}/rotate_secret", """{"overlap_seconds":60}""")).Is(200);

        (await world.Api.Post($"/webhooks/{hook}/ping")).Is(200);
        Assert.Equal(2, receiver.Received[^1].Headers["webhook-signature"].Split(' ').Length);
        app.Time.Advance(TimeSpan.FromSeconds(60));
        (await world.Api.Post($"/webhooks/{hook}/ping")).Is(200);
        Assert.Single(receiver.Received[^1].Headers["webhook-signature"].Split(' '));
    }

    [Fact]
    public async Task A_member_is_told_of_their_own_time_alone()
    {
        using var receiver = new HookReceiver();
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var hook = await SubscribeAsync(member.Api, receiver);
        var others = await world.AddEntryAsync();
        var own = await world.AddEntryAsync(api: member.Api);
        await DeliveredAsync(world, hook, own);
        await UntilAsync(async () => await FindAsync(world, hook, others) is not null);

        Assert.Equal("skipped", (await FindAsync(world, hook, others))!["status"]!.GetValue<string>());
        Assert.Equal(own, Assert.Single(receiver.Received).Json["data"]!["id"]!.GetValue<long>());
    }

    [Fact]
    public async Task Samples_are_the_latest_changes_as_they_would_be_sent()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var entries = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            entries.Add(await world.AddEntryAsync());
        }

        await world.AddTagAsync();
        var samples = (await world.Api.Get("/webhooks/samples?events=entry.created")).Is(200)["data"]!.AsArray();
        Assert.Equal(entries.AsEnumerable().Reverse().Take(3), samples.Select(sample => sample!["data"]!["id"]!.GetValue<long>()));
        Assert.Equal("label.created", (await world.Api.Get("/webhooks/samples?limit=1")).Is(200)["data"]![0]!["type"]!.GetValue<string>());
        Assert.Empty((await member.Api.Get("/webhooks/samples?events[]=entry.created&events[]=entry.updated")).Is(200)["data"]!.AsArray());
        (await world.Api.Get("/webhooks/samples?events=hours:created")).IsInvalid("events");
        (await world.Api.Get("/webhooks/samples?limit=11")).IsInvalid("limit");
        (await world.Api.Get("/webhooks/samples?event=entry.created")).IsInvalid("event");
    }

    private static async Task<long> SubscribeAsync(Api api, HookReceiver receiver) =>
        (await api.Post("/webhooks", $$"""{"url":"{{receiver.Url("/hook")}}","events":["entry.created"]}""")).Is(201).Id;

    private static async Task<JsonNode> DeliveredAsync(World world, long hook, long sequence)
    {
        JsonNode? delivery = null;
        await UntilAsync(async () => (delivery = await FindAsync(world, hook, sequence))?["status"]!.GetValue<string>() == "succeeded");
        return delivery!;
    }

    private static async Task<JsonNode?> FindAsync(World world, long hook, long sequence) =>
        (await world.Api.Get($"/webhooks/{hook}/deliveries")).Is(200)["data"]!.AsArray()
            .FirstOrDefault(delivery => delivery!["sequence"]!.GetValue<long>() == sequence);

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var waiting = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(60), "It did not come to pass.");
            await Task.Delay(10);
        }
    }
}
