using System.Text;
using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Tests.Support;
using Polychron.UseCases.Access;

namespace Polychron.Dialects.Tests.Reads;

public sealed class ReadRunnerTests
{
    [Theory]
    [InlineData(null, 200, "User 1")]
    [InlineData("\"1\"", 304, "")]
    [InlineData("W/\"1\"", 304, "")]
    [InlineData("*", 304, "")]
    [InlineData("\"2\"", 200, "User 1")]
    public async Task A_body_that_the_client_has_is_not_sent_again(string? ifNoneMatch, int status, string body)
    {
        foreach (var isSlow in new[] { false, true })
        {
            var http = TestRequest.Make("GET", "/", null, ifNoneMatch is null ? [] : [("If-None-Match", ifNoneMatch)]);
            var result = await ReadRunner.RunAsync(await Admit(http), async caller =>
            {
                if (isSlow)
                {
                    await Task.Yield();
                }

                return Render(caller, "\"1\"");
            });
            await result.ExecuteAsync(http);
            Assert.Equal(status, http.Response.StatusCode);
            Assert.Equal(body, TestRequest.Sent(http));
            Assert.Equal("\"1\"", http.Response.Headers.ETag);
        }
    }

    [Fact]
    public async Task A_reply_without_a_tag_is_always_sent()
    {
        var http = TestRequest.Make("GET", "/", null, ("If-None-Match", "*"));
        await (await ReadRunner.RunAsync(await Admit(http), caller => new(Render(caller, null)))).ExecuteAsync(http);
        Assert.Equal(200, http.Response.StatusCode);
    }

    [Fact]
    public async Task The_content_type_is_the_dialect_s()
    {
        var http = TestRequest.Make("GET", "/");
        await (await ReadRunner.RunAsync(await Admit(http), caller => new(Render(caller, null)))).ExecuteAsync(http);
        Assert.Equal("application/vnd.test+json", http.Response.ContentType);
    }

    [Fact]
    public async Task A_request_that_no_gate_let_in_is_a_bug() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => ReadRunner.RunAsync(TestRequest.Get("/"), caller => new(Render(caller, null))));

    private static async Task<HttpRequest> Admit(HttpContext http)
    {
        var world = await TestWorld.CreateAsync();
        return await TestWorld.AdmitAsync(http, world.Instance(), dialect: new TestDialect { ContentType = "application/vnd.test+json" });
    }

    private static Reply Render(Caller caller, string? etag) => Reply.Ok(Encoding.UTF8.GetBytes(caller.Member.Name), etag);
}
