using System.Text;
using System.Text.Json;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Tests.Support;

namespace Polychron.Dialects.Tests.Replies;

public sealed class ReplyTests
{
    [Fact]
    public async Task Bytes_are_sent_with_their_length_and_without_guessing()
    {
        var http = TestRequest.Make("GET", "/");
        await new BytesResult(201, "{}"u8.ToArray()) { ETag = "\"1\"", Headers = [new("X-A", "b")] }.ExecuteAsync(http);
        Assert.Equal(201, http.Response.StatusCode);
        Assert.Equal("{}", TestRequest.Sent(http));
        Assert.Equal(2, http.Response.ContentLength);
        Assert.Equal("application/json", http.Response.ContentType);
        Assert.Equal("nosniff", http.Response.Headers.XContentTypeOptions);
        Assert.Equal("\"1\"", http.Response.Headers.ETag);
        Assert.Equal("b", http.Response.Headers["X-A"]);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task Statuses_without_a_body_are_sent_without_one(int status)
    {
        var http = TestRequest.Make("GET", "/");
        await new BytesResult(status, "{}"u8.ToArray()) { ETag = "\"1\"" }.ExecuteAsync(http);
        Assert.Equal("", TestRequest.Sent(http));
        Assert.Null(http.Response.ContentLength);
        Assert.Null(http.Response.ContentType);
        Assert.Equal("\"1\"", http.Response.Headers.ETag);
    }

    [Fact]
    public async Task A_head_request_gets_the_headers_alone()
    {
        var http = TestRequest.Make("HEAD", "/");
        await new BytesResult(200, "{}"u8.ToArray()).ExecuteAsync(http);
        Assert.Equal("", TestRequest.Sent(http));
        Assert.Equal(2, http.Response.ContentLength);
    }

    [Fact]
    public void A_reply_is_a_success_with_a_well_formed_tag()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Reply.Of(422, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reply.Of(199, default));
        Assert.Throws<ArgumentException>(() => Reply.Ok(default, "1"));
        Assert.Equal(204, Reply.NoContent().Status);
        Assert.Equal(201, Reply.Created(default).Status);
        Assert.Equal(202, Reply.Of(202, default).Status);
    }

    [Fact]
    public void Only_what_json_demands_is_escaped()
    {
        Assert.Equal("""
            "<b>Größe & 'x' \"q\" \\ \n\u0001"
            """, Render("<b>Größe & 'x' \"q\" \\ \n\u0001"));

        // The encoder also escapes what is beyond the basic plane; it means the same.
        Assert.Equal("🙂", JsonSerializer.Deserialize<string>(Render("🙂")));
    }

    [Fact]
    public void Rendering_inside_rendering_does_not_mix_them_up()
    {
        var json = Encoding.UTF8.GetString(JsonBytes.Render(0, (outer, _) =>
        {
            outer.WriteStartArray();
            outer.WriteStringValue(Render("inner"));
            outer.WriteEndArray();
        }));
        Assert.Equal("""["\"inner\""]""", json);
    }

    [Fact]
    public void A_renderer_that_fails_leaves_nothing_behind()
    {
        Assert.Throws<FormatException>(() => JsonBytes.Render(0, (writer, _) =>
        {
            writer.WriteStartArray();
            writer.WriteStringValue(new string('x', 100));
            throw new FormatException();
        }));
        Assert.Equal("\"a\"", Render("a"));
        Assert.Throws<InvalidOperationException>(() => JsonBytes.Render(0, (writer, _) => writer.WriteEndArray()));
        Assert.Equal("\"b\"", Render("b"));
    }

    [Fact]
    public void Bodies_of_any_size_come_out_whole()
    {
        foreach (var size in new[] { 0, 5000, 2_000_000, 10 })
        {
            Assert.Equal(size, JsonSerializer.Deserialize<string>(Render(new string('x', size)))!.Length);
        }
    }

    private static string Render(string text) =>
        Encoding.UTF8.GetString(JsonBytes.Render(text, static (writer, text) => writer.WriteStringValue(text)));
}
