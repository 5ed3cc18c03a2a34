using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Timespace.Tests.Support;
using Polychron.Domain.Members;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timespace.Tests.Hooks;

/// <summary>"REST Hooks".</summary>
[Collection(HookTests.Name)]
public sealed class RestHookTests(HookedApp app)
{
    private static int made;

    [Fact]
    public async Task A_hook_is_subscribed_with_201_and_an_id_and_deleted_by_its_address()
    {
        var world = await World.CreateAsync(app);
        var url = NewUrl();
        var hook = (await world.Api.Post("/time_entry/en/rest_hooks", $$"""{"hook_url":"{{url}}"}""")).Is(201).Json;
        Assert.NotEmpty(hook.Text("id"));
        Assert.Equal(url, hook.Text("hook_url"));
        Assert.Equal("time_entry", hook.Text("type"));
        Assert.Equal(world.CloudId, Assert.Single(hook["clouds"]!.AsArray())!.GetValue<string>());
        Assert.StartsWith("whsec_", hook.Text("secret"), StringComparison.Ordinal);
        var listed = (await world.Api.Get("/0/en/rest_hooks")).Is(200);
        Assert.Equal(url, Assert.Single(listed.Json.AsArray())!.Text("hook_url"));
        Assert.DoesNotContain("whsec_", listed.Body, StringComparison.Ordinal);
        (await world.Api.Delete("/0/en/rest_hooks", $$"""{"hook_url":"{{url}}"}"""))
            .Is(200, $$"""{"hook_url":"{{url}}","is_deleted":true}""");
        (await world.Api.Delete("/0/en/rest_hooks", $$"""{"hook_url":"{{url}}"}""")).IsRefused(404, "not_found");
        (await world.Api.Get("/0/en/rest_hooks")).Is(200, "[]");
    }

    [Fact]
    public async Task A_hook_listens_in_all_clouds_or_in_the_one_that_is_named()
    {
        var world = await World.CreateAsync(app);
        var other = await World.CreateAsync(app, world.Owner, "Other");
        var stranger = await World.CreateAsync(app);
        var (everywhere, one) = (NewUrl(), NewUrl());
        var all = (await world.Api.Post("/record/en/rest_hooks", $$"""{"hook_url":"{{everywhere}}"}""")).Is(201).Json;
        Assert.Equal([world.CloudId, other.CloudId], all["clouds"]!.AsArray().Select(cloud => cloud!.GetValue<string>()));
        (await world.Api.Post("/record/en/rest_hooks", $$"""{"hook_url":"{{one}}","cloud":"{{other.CloudId}}"}""")).Is(201);
        Assert.Equal(3, (await world.Api.Get("/0/en/rest_hooks")).Json.AsArray().Count);
        foreach (var cloud in new[] { stranger.CloudId, world.Id("cloud", 999_999), "x", world.Id(world.Owner) })
        {
            (await world.Api.Post("/record/en/rest_hooks", $$"""{"hook_url":"{{NewUrl()}}","cloud":"{{cloud}}"}""")).IsInvalid("cloud");
        }

        (await world.Api.Delete("/0/en/rest_hooks", $$"""{"hook_url":"{{everywhere}}"}""")).Is(200);
        Assert.Single((await world.Api.Get("/0/en/rest_hooks")).Json.AsArray());
    }

    [Fact]
    public async Task The_same_subscription_again_is_the_same_hook_and_another_of_its_address_a_conflict()
    {
        var world = await World.CreateAsync(app);
        var manager = await world.AddAsync(Role.Manager);
        var body = $$"""{"hook_url":"{{NewUrl()}}"}""";
        var first = (await world.Api.Post("/project/en/rest_hooks", body)).Is(201).Json;
        var second = (await world.Api.Post("/project/en/rest_hooks", body)).Is(201).Json;
        Assert.Equal(first.Text("id"), second.Text("id"));
        Assert.Null(second["secret"]);
        (await world.Api.Post("/client/en/rest_hooks", body)).IsRefused(409, "conflict");
        (await manager.Api.Post("/project/en/rest_hooks", body)).IsRefused(409, "conflict");

        // Nor is it anybody else's to delete.
        (await manager.Api.Delete("/0/en/rest_hooks", body)).IsRefused(404, "not_found");
    }

    [Fact]
    public async Task A_hook_that_was_switched_off_is_on_again_when_it_is_subscribed_again()
    {
        var world = await World.CreateAsync(app);
        var body = $$"""{"hook_url":"{{NewUrl()}}"}""";
        var first = (await world.Api.Post("/project/en/rest_hooks", body)).Is(201).Json;
        await DisableAsync(world);
        var hook = Assert.Single((await world.Api.Get("/0/en/rest_hooks")).Is(200).Json.AsArray())!;
        Assert.Equal(("disabled", "It failed."), (hook.Text("state"), hook.Text("disabled_reason")));

        var again = (await world.Api.Post("/project/en/rest_hooks", body)).Is(201).Json;

        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.Null(again["secret"]);
        hook = Assert.Single((await world.Api.Get("/0/en/rest_hooks")).Is(200).Json.AsArray())!;
        Assert.Equal(("active", null), (hook.Text("state"), hook["disabled_reason"]));
    }

    [Fact]
    public async Task A_hook_stays_switched_off_where_its_subscription_is_refused_in_another_cloud()
    {
        var world = await World.CreateAsync(app);
        var other = await World.CreateAsync(app, name: "Other");
        var body = $$"""{"hook_url":"{{NewUrl()}}"}""";
        (await world.Api.Post("/project/en/rest_hooks", body)).Is(201);
        await DisableAsync(world);
        (await other.Api.Post("/project/en/rest_hooks", body)).Is(201);
        await other.SetAsync(world.Owner, Role.Manager);

        (await world.Api.Post("/project/en/rest_hooks", body)).IsRefused(409, "conflict");

        Assert.NotEqual("active", Assert.Single((await world.Api.Get("/0/en/rest_hooks")).Is(200).Json.AsArray())!.Text("state"));
    }

    [Fact]
    public async Task A_subscription_that_is_refused_in_one_cloud_is_made_in_none()
    {
        var world = await World.CreateAsync(app);
        var other = await World.CreateAsync(app, name: "Other");
        var url = NewUrl();
        (await other.Api.Post("/project/en/rest_hooks", $$"""{"hook_url":"{{url}}"}""")).Is(201);
        await other.SetAsync(world.Owner, Role.Manager);
        (await world.Api.Post("/project/en/rest_hooks", $$"""{"hook_url":"{{url}}"}""")).IsRefused(409, "conflict");
        (await world.Api.Get("/0/en/rest_hooks")).Is(200, "[]");
    }

    [Fact]
    public async Task Addresses_that_may_not_be_called_and_callers_who_may_not_are_refused()
    {
        var world = await World.CreateAsync(app);
        var viewer = await world.AddAsync(Role.Viewer);
        foreach (var url in new[] { "http://hooks.example.com/", "https://127.0.0.1/", "https://localhost/", "ftp://x", "x", "", "https://a:b@hooks.example.com/" })
        {
            (await world.Api.Post("/record/en/rest_hooks", $$"""{"hook_url":"{{url}}"}""")).IsInvalid("hook_url");
        }

        (await world.Api.Post("/record/en/rest_hooks", "{}")).IsInvalid("hook_url");
        (await world.Api.Delete("/0/en/rest_hooks")).IsRefused(400, "bad_request");
        (await viewer.Api.Post("/record/en/rest_hooks", $$"""{"hook_url":"{{NewUrl()}}"}""")).IsRefused(403, "forbidden");
        (await world.Api.Delete("/record/en/rest_hooks", $$"""{"hook_url":"{{NewUrl()}}"}""")).IsRefused(404, "not_found");
        (await new Api(app, null).Post("/record/en/rest_hooks", $$"""{"hook_url":"{{NewUrl()}}"}""")).IsRefused(401, "unauthenticated");
    }

    [Fact]
    public async Task What_is_sent_is_the_record_with_all_fields_the_event_and_the_sequence()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddEntryAsync("Meeting");
        var shown = (await world.Api.Get($"/{id}/de/rest")).Is(200).Json.AsObject();
        (await world.Api.Delete($"/{id}/en/rest")).Is(200);
        var view = await app.Log.OpenAsync(world.Cloud);
        var records = await app.Log.ReadLogAsync(world.Cloud, 0, int.MaxValue);
        var form = app.Services.GetServices<IPayloadForm>().Single(form => form.Name == "timespace.de");
        var webhook = new Webhook { Id = 1, Url = NewUrl(), Form = form.Name, Filter = WebhookFilter.Everything, OwnerUserId = world.Owner.Id, Secrets = [] };
        foreach (var (record, name, isDeleted) in new[] { (records[^2], "created", false), (records[^1], "deleted", true) })
        {
            var type = EventType.Of(record)!.Value;
            Assert.True(form.Knows(type));
            var body = await form.RenderAsync(new PayloadContext(
                new DeliveryId(world.Cloud, record.Sequence, 1), webhook, view.Picture.Members[world.Owner.Id], type, record, view, app.Now));
            var sent = JsonNode.Parse(body.Span)!.AsObject();
            Assert.Equal(name, sent.Text("event"));
            Assert.Equal(record.Sequence, sent.Number("sequence"));
            sent.Remove("event");
            sent.Remove("sequence");
            shown["is_deleted"] = isDeleted;
            Assert.Equal("Zeiteintrag", sent.Text("type_label"));
            Assert.True(JsonNode.DeepEquals(shown, sent), $"{shown.ToJsonString()}\n{sent.ToJsonString()}");
        }
    }

    private Task DisableAsync(World world) => app.Log.WriteAsync(world.Cloud, 0, static transaction => ValueTask.FromResult(
        RetireWebhook.Disable(transaction, transaction.Picture.Webhooks.Values.Single(), "It failed.")));

    private static string NewUrl() => $"https://hooks.example.com/{Interlocked.Increment(ref made)}";
}
