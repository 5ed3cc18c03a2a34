using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Tests.Support;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks;

namespace Polychron.Dialects.Timespace.Tests.Hooks;

/// <summary>A hook that is subscribed here is called by the webhooks' pipeline when another dialect changes a record.</summary>
[Collection(DeliveryTestsOfHooks.Name)]
public sealed class DeliveredHookTests(ListeningApp app)
{
    [Fact]
    public async Task A_listener_gets_the_record_that_timing_changed()
    {
        var received = new ConcurrentQueue<(string Id, string Body)>();
        await using var listener = await ListenAsync(received);
        var world = await World.CreateAsync(app);
        var entry = await world.AddEntryAsync("Before");
        var number = RecordId.TryParse(entry, out var parsed) ? parsed.Number : 0;
        (await world.Api.Post("/time_entry/fr/rest_hooks", $$"""{"hook_url":"{{listener.Urls.Single()}}/hook"}""")).Is(201);
        (await world.Api.Other("PUT", $"/timing/api/v1/time-entries/{number}", """{"title":"After"}""")).Is(200);
        var view = await app.Log.OpenAsync(world.Cloud);
        var change = (await app.Log.ReadLogAsync(world.Cloud, 0, int.MaxValue))[^1];

        // The attempt is made here and now; if the app's own pump was first, this one finds it in the delivery log.
        var id = new DeliveryId(world.Cloud, change.Sequence, Assert.Single(view.Picture.Webhooks.Keys));
        await app.Services.GetRequiredService<WebhookPipeline>().DeliverAsync(new DeliveryMessage(id).ToString(), CancellationToken.None);
        var (deliveryId, body) = received.First();
        Assert.Equal(id.ToString(), deliveryId);
        var sent = JsonNode.Parse(body)!;
        Assert.Equal(entry, sent.Text("id"));
        Assert.Equal("After", sent.Text("title"));
        Assert.Equal("updated", sent.Text("event"));
        Assert.Equal("Saisie de temps", sent.Text("type_label"));
        Assert.Equal(2, sent.Number("version"));
    }

    private static async Task<WebApplication> ListenAsync(ConcurrentQueue<(string Id, string Body)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var listener = builder.Build();
        listener.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            received.Enqueue((http.Request.Headers["webhook-id"].ToString(), await reader.ReadToEndAsync()));
        });
        await listener.StartAsync();
        return listener;
    }
}
