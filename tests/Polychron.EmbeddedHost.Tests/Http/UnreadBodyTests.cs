using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.EmbeddedHost.Tests.Support;

namespace Polychron.EmbeddedHost.Tests.Http;

public sealed class RefusingFunctions
{
    [Function("Refuses")]
    public IResult Refuses([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "refuses")] HttpRequest request) =>
        Results.Text($"not you, {request.Headers.UserAgent}", statusCode: StatusCodes.Status401Unauthorized);

    [Function("ReadsAll")]
    public async Task<IResult> ReadsAll([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "reads-all")] HttpRequest request, CancellationToken cancellation)
    {
        await request.Body.CopyToAsync(Stream.Null, cancellation);
        return Results.Text("read");
    }
}

/// <summary>Answers that come before the request was sent.</summary>
public sealed class UnreadBodyTests : IAsyncLifetime
{
    private const int Mebibyte = 1024 * 1024;

    private TestApp app = null!;

    public async Task InitializeAsync() => app = await TestApp.Start([typeof(RefusingFunctions)]);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData("/refuses", 2 * Mebibyte, "401")]
    [InlineData("/refuses", 8 * Mebibyte, "401")]
    [InlineData("/nothing-here", 2 * Mebibyte, "404")]
    public async Task Who_sends_on_after_the_answer_is_listened_to_and_can_ask_again(string path, int bytes, string status)
    {
        using var client = await RawClient.ConnectAsync(app);
        await client.SendAsync($"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {bytes}\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", await client.ReadAnswerAsync(), StringComparison.Ordinal);
        await client.SendAsync(new byte[bytes]);
        await client.SendAsync("POST /reads-all HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");

        Assert.EndsWith("\r\n\r\nread", await client.ReadAnswerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_chunks_is_listened_to_as_well()
    {
        using var client = await RawClient.ConnectAsync(app);
        await client.SendAsync("POST /refuses HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 401 ", await client.ReadAnswerAsync(), StringComparison.Ordinal);
        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync($"{Mebibyte:x}\r\n");
            await client.SendAsync(new byte[Mebibyte]);
            await client.SendAsync("\r\n");
        }

        await client.SendAsync("0\r\n\r\nPOST /reads-all HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");

        Assert.EndsWith("\r\n\r\nread", await client.ReadAnswerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_itself_refuses_as_too_long_is_listened_to_before_the_connection_ends()
    {
        using var client = await RawClient.ConnectAsync(app);
        await client.SendAsync($"POST /reads-all HTTP/1.1\r\nHost: x\r\nContent-Length: {2 * Mebibyte}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", await client.ReadAnswerAsync(), StringComparison.Ordinal);
        await client.SendAsync(new byte[2 * Mebibyte]);

        await client.AssertEndsCleanlyAsync();
    }

    [Fact]
    public async Task Nobody_is_listened_to_for_more_than_8_MiB()
    {
        using var client = await RawClient.ConnectAsync(app);
        await client.SendAsync($"POST /refuses HTTP/1.1\r\nHost: x\r\nContent-Length: {8 * Mebibyte + 1}\r\n\r\n");

        // All of it, and then the end, though nothing of the body was sent.
        Assert.StartsWith("HTTP/1.1 401 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/refuses", HttpStatusCode.Unauthorized)]
    [InlineData("/reads-all", HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_client_that_sends_all_before_it_looks_reads_the_answer(string path, HttpStatusCode expected)
    {
        for (var i = 0; i < 10; i++)
        {
            using var content = new ByteArrayContent(new byte[2 * Mebibyte]);
            using var response = await app.Client.PostAsync(path, content);

            Assert.Equal(expected, response.StatusCode);
        }
    }
}
