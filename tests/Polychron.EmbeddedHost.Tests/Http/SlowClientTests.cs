using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Polychron.EmbeddedHost.Tests.Support;

namespace Polychron.EmbeddedHost.Tests.Http;

/// <summary>Clients that keep a connection busy with next to nothing.</summary>
public sealed class SlowClientTests
{
    [Fact]
    public async Task The_server_waits_no_longer_than_is_documented()
    {
        await using var app = await TestApp.Start([typeof(RefusingFunctions)]);

        var limits = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        // As the README of the host has them.
        Assert.Equal(TimeSpan.FromSeconds(15), limits.RequestHeadersTimeout);
        Assert.Equal(TimeSpan.FromSeconds(130), limits.KeepAliveTimeout);
        Assert.Equal((240, TimeSpan.FromSeconds(5)), (limits.MinRequestBodyDataRate?.BytesPerSecond, limits.MinRequestBodyDataRate?.GracePeriod));
        Assert.Equal((240, TimeSpan.FromSeconds(5)), (limits.MinResponseDataRate?.BytesPerSecond, limits.MinResponseDataRate?.GracePeriod));
    }

    [Theory]
    [InlineData("POST /reads-all HTTP/1.1\r\nHost: x\r\nX-Slow: ", "")]
    [InlineData("POST /reads-all HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n", "The request body came too slowly.")]
    public async Task A_request_that_trickles_in_is_refused_and_its_connection_closed(string head, string message)
    {
        await using var app = await TestApp.Start([typeof(RefusingFunctions)], Hasten);
        using var client = await RawClient.ConnectAsync(app);
        await client.SendAsync(head);
        var answer = client.ReadToEndAsync();
        await TrickleAsync(client, answer);

        var text = await answer;
        Assert.StartsWith("HTTP/1.1 408 ", text, StringComparison.Ordinal);
        Assert.Contains(message, text, StringComparison.Ordinal);
        using var next = await app.Client.PostAsync("/reads-all", new StringContent("whole"));
        Assert.Equal("read", await next.Content.ReadAsStringAsync());
    }

    /// <summary>The limits that there are, if there are any, made shorter so that the test need not wait.</summary>
    private static void Hasten(FunctionsApplicationBuilder builder) => builder.Services.PostConfigure<KestrelServerOptions>(kestrel =>
    {
        var limits = kestrel.Limits;
        limits.RequestHeadersTimeout /= 10;
        limits.MinRequestBodyDataRate = limits.MinRequestBodyDataRate is { } rate ? new MinDataRate(rate.BytesPerSecond, rate.GracePeriod / 4) : null;
    });

    // A byte at a time, never quiet and never done, until the server has had enough.
    private static async Task TrickleAsync(RawClient client, Task answer)
    {
        try
        {
            while (!answer.IsCompleted)
            {
                await client.SendAsync("x");
                await Task.WhenAny(answer, Task.Delay(50));
            }
        }
        catch (IOException)
        {
            // Closed, which the answer's end shows as well.
        }
    }
}
