using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Operator.Tests;

public sealed class PoisonTests(OperatorApp app) : IClassFixture<OperatorApp>
{
    private const string Queue = "purge-replies";
    private const string Poison = Queue + "-poison";

    private IQueueStore Queues => app.Services.GetRequiredService<IQueueStore>();

    [Fact]
    public async Task Parked_messages_are_listed_shown_redriven_and_dropped()
    {
        // Numbers of workspaces that do not exist: put back into their queue they are worked on and gone.
        await Queues.EnqueueAsync(Poison, "900001");
        await Queues.EnqueueAsync(Poison, "900002");
        await Queues.EnqueueAsync(Poison, "900003");
        var (_, list) = await app.CallAsync("GET", "/operator/poison");
        Assert.Equal(3, list.EnumerateArray().Single(queue => queue.GetProperty("queue").GetString() == Queue).GetProperty("count").GetInt32());

        var (_, shown) = await app.CallAsync("GET", $"/operator/poison/{Queue}");
        Assert.Equal(3, shown.GetProperty("count").GetInt32());
        var messages = shown.GetProperty("messages").EnumerateArray().ToDictionary(
            message => message.GetProperty("body").GetString()!, message => message.GetProperty("id").GetString()!);
        Assert.Equal(["900001", "900002", "900003"], messages.Keys.Order());

        var (status, redriven) = await app.CallAsync("POST", $"/operator/poison/{Queue}/redrive?id={Uri.EscapeDataString(messages["900002"])}");
        Assert.Equal((HttpStatusCode.OK, 1), (status, redriven.GetProperty("redriven").GetInt32()));
        var (_, dropped) = await app.CallAsync("DELETE", $"/operator/poison/{Queue}?id={Uri.EscapeDataString(messages["900003"])}");
        Assert.Equal(1, dropped.GetProperty("dropped").GetInt32());
        Assert.Equal("900001", Assert.Single(await Queues.PeekAsync(Poison, 32)).Body);
        var (_, rest) = await app.CallAsync("DELETE", $"/operator/poison/{Queue}");
        Assert.Equal(1, rest.GetProperty("dropped").GetInt32());
        Assert.Equal(0, await Queues.CountAsync(Poison));
    }

    [Theory]
    [InlineData("GET", "/operator/poison/nothing")]
    [InlineData("GET", "/operator/poison/Purge_Replies")]
    [InlineData("POST", "/operator/poison/nothing/redrive")]
    [InlineData("DELETE", "/operator/poison/nothing")]
    [InlineData("DELETE", "/operator/poison/purge-replies?id=none")]
    public async Task A_queue_or_message_that_is_not_there_is_not_found(string method, string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await app.CallAsync(method, path)).Status);

    [Fact]
    public async Task Without_the_key_nothing_is_shown() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.CallAsync("GET", "/operator/poison", token: null)).Status);
}
