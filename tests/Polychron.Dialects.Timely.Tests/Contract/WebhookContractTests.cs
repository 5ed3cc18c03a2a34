using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Members;
using Polychron.Testing.Server;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>Webhooks: their calls, and what a listener is told.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class WebhookContractTests(TimelyApp app)
{
    private const string Body = """{"webhook":{"url":"https://example.com/hook","subscriptions":["hours:created","labels:deleted"],"active":true,"secret_token":"s3cret"}}""";

    [Fact]
    public async Task Create_show_list_update_and_delete()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Get("~/webhooks")).Is(200, "[]");
        var created = (await world.Api.Post("~/webhooks", Body)).Is(201).Json;
        var id = created.Number("id");
        Assert.Equal("s3cret", created.Text("secret_token"));
        var shown = (await world.Api.Get($"~/webhooks/{id}")).Is(200).Json;
        Assert.Equal("https://example.com/hook", shown.Text("url"));
        Assert.Equal(["labels:deleted", "hours:created"], shown["subscriptions"]!.AsArray().Select(name => (string)name!).OrderDescending());
        Assert.True((bool)shown["active"]!);
        Assert.Null(shown["secret_token"]);
        Assert.Single((await world.Api.Get("~/webhooks")).Is(200).Json.AsArray());

        var changed = (await world.Api.Put($"~/webhooks/{id}", """{"webhook":{"subscriptions":["*"],"active":false}}""")).Is(200).Json;
        Assert.Equal("*", (string)Assert.Single(changed["subscriptions"]!.AsArray())!);
        Assert.False((bool)changed["active"]!);
        Assert.Equal("https://example.com/hook", changed.Text("url"));
        (await world.Api.Delete($"~/webhooks/{id}")).Is(200, "{}");
        (await world.Api.Get($"~/webhooks/{id}")).Is(404);
        (await world.Api.Delete($"~/webhooks/{id}")).Is(404);
    }

    [Fact]
    public async Task A_token_is_made_where_none_is_given_and_all_is_subscribed_where_nothing_is_said()
    {
        var world = await World.CreateAsync(app);
        var created = (await world.Api.Post("~/webhooks", """{"webhook":{"url":"https://example.com/hook"}}""")).Is(201).Json;
        Assert.StartsWith("whsec_", created.Text("secret_token"), StringComparison.Ordinal);
        Assert.Equal("*", (string)Assert.Single(created["subscriptions"]!.AsArray())!);
    }

    [Theory]
    [InlineData("""{"webhook":{}}""", "url")]
    [InlineData("""{"webhook":{"url":"no address"}}""", "url")]
    [InlineData("""{"webhook":{"url":"ftp://example.com/"}}""", "url")]
    [InlineData("""{"webhook":{"url":"https://10.0.0.1/"}}""", "url")]
    [InlineData("""{"webhook":{"url":"https://me@example.com/"}}""", "url")]
    [InlineData("""{"webhook":{"url":"https://example.com/","subscriptions":["forecasts:created"]}}""", "subscriptions")]
    [InlineData("""{"webhook":{"url":"https://example.com/","subscriptions":[]}}""", "subscriptions")]
    [InlineData("""{"webhook":{"url":"https://example.com/","subscriptions":"*"}}""", "subscriptions")]
    [InlineData("""{"webhook":{"url":"https://example.com/","secret_token":"whsec_short"}}""", "secret_token")]
    public async Task What_is_wrong_is_said_by_field(string body, string field)
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Post("~/webhooks", body)).IsInvalid(field);
    }

    [Fact]
    public async Task An_address_is_subscribed_once_in_an_account()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Post("~/webhooks", Body)).Is(201);
        (await world.Api.Post("~/webhooks", Body)).IsInvalid("url");
        var other = await World.CreateAsync(app);
        (await other.Api.Post("~/webhooks", Body)).Is(201);
    }

    [Fact]
    public async Task Members_have_their_own_and_admins_see_all()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var manager = await world.AddAsync(Role.Manager);
        var viewer = await world.AddAsync(Role.Viewer);
        var own = (await member.Api.Post("~/webhooks", Body)).Is(201).Json.Number("id");
        (await manager.Api.Get($"~/webhooks/{own}")).Is(404);
        (await manager.Api.Put($"~/webhooks/{own}", """{"webhook":{"url":"https://example.com/mine"}}""")).Is(404);
        (await manager.Api.Delete($"~/webhooks/{own}")).Is(404);
        (await manager.Api.Get("~/webhooks")).Is(200, "[]");
        (await viewer.Api.Post("~/webhooks", Body)).Is(403);
        (await world.Api.Get($"~/webhooks/{own}")).Is(200);
        (await world.Api.Put($"~/webhooks/{own}", """{"webhook":{"active":false}}""")).Is(200);
        var stranger = await World.CreateAsync(app);
        (await stranger.Api.Get($"~/webhooks/{own}")).Is(404);
        (await stranger.Owner.Api.In(world.WorkspaceId).Get($"~/webhooks/{own}")).Is(404);
    }

    [Fact]
    public async Task A_listener_is_told_of_hours_labels_and_projects_in_Timelys_form()
    {
        using var receiver = new HookReceiver();
        var world = await World.CreateAsync(app);
        (await world.Api.Post("~/webhooks", $$"""{"webhook":{"url":"{{receiver.Url("/timely")}}","subscriptions":["*"],"secret_token":"s3cret"} }""")).Is(201);
        var project = await world.AddProjectAsync();
        var label = (await world.Api.Post("~/labels", """{"label":{"name":"urgent"}}""")).Is(201).Json.Number("id");
        var made = (await world.Api.Post("~/events", $$"""{"event":{"day":"2024-02-28","hours":1,"note":"told","project_id":{{project}}} }""")).Is(201).Json;
        var hours = made.Number("id");
        (await world.Api.Delete($"~/events/{hours}")).Is(200);
        await UntilAsync(() => receiver.Received.Count >= 4);

        var told = receiver.Received.ToDictionary(hook => (string)hook.Json["event_type"]!);
        Assert.Equal(["hours:created", "hours:deleted", "labels:created", "projects:created"], told.Keys.Order());
        var created = told["hours:created"].Json;
        Assert.Equal(world.WorkspaceId, created.Number("account_id"));
        Assert.Equal(hours, created["payload"]!.Number("entity_id"));
        Assert.Equal("Event", created["payload"]!.Text("entity_type"));
        Assert.Equal(1, created["payload"]!.Number("entity_version"));
        Assert.Equal(hours, created["payload"]!.Number("sequence"));

        // The entity is what its own call showed.
        Assert.True(JsonNode.DeepEquals(made, created["payload"]!["entity"]), $"Expected:\n{made}\nGot:\n{created["payload"]!["entity"]}");
        Assert.True((bool)told["hours:deleted"].Json["payload"]!["entity"]!["deleted"]!);
        Assert.Equal("urgent", told["labels:created"].Json["payload"]!["entity"]!.Text("name"));
        Assert.Equal(label, told["labels:created"].Json["payload"]!.Number("entity_id"));
        Assert.Equal(project, told["projects:created"].Json["payload"]!["entity"]!.Number("id"));
        foreach (var hook in receiver.Received)
        {
            Assert.Equal(
                Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("s3cret"), hook.Body)), hook.Headers["X-Signature"]);
            Assert.Equal("application/json", hook.Headers["Content-Type"]);
        }
    }

    [Fact]
    public async Task A_member_whose_rates_are_hidden_is_sent_none()
    {
        using var receiver = new HookReceiver();
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        await world.WriteAsync(world.Owner, transaction =>
        {
            var before = transaction.Picture.Members[member.Id];
            return transaction.Update(before, before with { HidesRates = true, HourRate = 12_300 });
        });
        (await member.Api.Post("~/webhooks", $$"""{"webhook":{"url":"{{receiver.Url("/")}}","subscriptions":["hours:created"]} }""")).Is(201);
        var project = await world.AddProjectAsync(""","users":[],"billable":true""");
        await world.AddHoursAsync(world.Owner, project);
        await world.AddHoursAsync(member, project);
        await UntilAsync(() => receiver.Received.Count >= 1);

        // One of the two: the owner's hours are none of an employee's business.
        var entity = Assert.Single(receiver.Received).Json["payload"]!["entity"]!;
        Assert.Equal(member.Id, entity["user"]!.Number("id"));
        Assert.Null(entity["hour_rate"]);
        Assert.Null(entity["cost"]);
    }

    [Fact]
    public async Task Samples_are_the_latest_changes_as_they_would_be_sent()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectAsync();
        var entries = await world.AddHoursAsync(world.Owner, project, count: 4);
        var samples = (await world.Api.Get("~/webhooks/samples?subscriptions=hours:created")).Is(200).Json.AsArray();
        Assert.Equal(entries.Select(entry => entry.Id).Reverse().Take(3), samples.Select(sample => sample!["payload"]!.Number("entity_id")));
        var all = (await world.Api.Get("~/webhooks/samples?limit=10")).Is(200).Json.AsArray();
        Assert.Contains(all, sample => sample!.Text("event_type") == "projects:created");
        (await world.Api.Get("~/webhooks/samples?subscriptions=clients:created")).IsInvalid("subscriptions");
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var waiting = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(60), "It did not come to pass.");
            await Task.Delay(10);
        }
    }
}
