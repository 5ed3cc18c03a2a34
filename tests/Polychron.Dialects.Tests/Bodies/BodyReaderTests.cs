using System.Text;
using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Tests.Support;

namespace Polychron.Dialects.Tests.Bodies;

public sealed class BodyReaderTests
{
    private const int Max = 64 * 1024;

    private readonly BodyReader _reader = new(new DialectOptions(MaxBodyBytes: Max));

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=UTF-8")]
    [InlineData("application/json;charset=\"utf-8\"")]
    [InlineData("application/vnd.api+json")]
    [InlineData("application/json; odata=verbose")]
    public async Task Json_in_utf8_is_read(string contentType)
    {
        var body = await ReadAsync("""{"title":"Größe 🙂"}""", contentType: contentType);
        Assert.Equal("Größe 🙂", body.Root.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonp")]
    [InlineData("text/html+json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task Anything_else_is_an_unsupported_media_type(string? contentType) =>
        await Refused(RequestErrorKind.UnsupportedMediaType, () => ReadAsync("{}", contentType: contentType));

    [Theory]
    [InlineData("{", "line 1, byte 2")]
    [InlineData("{\"secret\":tru}", "line 1")]
    [InlineData("{}{}", "line 1, byte 3")]
    [InlineData("{\"a\":1,}", "line 1, byte 8")]
    [InlineData("{\n\"a\": 01}", "line 2")]
    [InlineData("{\"a\":1}//x", "line 1")]
    [InlineData("{\"a\":NaN}", "line 1")]
    [InlineData("\\u0041", "line 1")]
    [InlineData("{\"a\":\"\\ud83d\"}", "surrogate")]
    [InlineData("{\"\\udc00\":1}", "surrogate")]
    [InlineData("{\"a\":1,\"b\":2,\"a\":3}", "same member twice")]
    [InlineData("{\"x\":{\"a\":1,\"\\u0061\":3}}", "same member twice")]
    public async Task What_is_not_strict_json_is_refused_without_being_quoted(string body, string why)
    {
        var error = await Refused(RequestErrorKind.BadRequest, () => ReadAsync(body));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("tru", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0 })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xED, 0xA0, 0x80, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    public async Task Bytes_that_are_not_utf8_are_refused(byte[] bytes)
    {
        var error = await Refused(RequestErrorKind.BadRequest, () => ReadAsync(bytes));
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_is_skipped_and_stays_part_of_the_bytes()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "{\"a\":1}"u8];
        var body = await ReadAsync(bytes);
        Assert.Equal(1, body.Root.GetProperty("a").GetInt32());
        Assert.Equal(bytes, body.Bytes.ToArray());
    }

    [Fact]
    public async Task A_surrogate_pair_in_escapes_is_one_character()
    {
        var body = await ReadAsync("""{"a":"\ud83d\ude42"}""");
        Assert.Equal("🙂", body.Root.GetProperty("a").GetString());
    }

    [Fact]
    public async Task Nesting_has_a_limit()
    {
        await ReadAsync($"{{\"a\":{new string('[', 31)}{new string(']', 31)}}}");
        await Refused(RequestErrorKind.BadRequest, () => ReadAsync($"{{\"a\":{new string('[', 32)}{new string(']', 32)}}}"));
        await Refused(RequestErrorKind.BadRequest, () => ReadAsync(new string('[', 60_000)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_largest_body_is_read_and_one_byte_more_is_not(bool isChunked)
    {
        var largest = $"{{\"a\":\"{new string('x', Max - 8)}\"}}";
        var body = await ReadAsync(Encoding.UTF8.GetBytes(largest), isChunked: isChunked);
        Assert.Equal(Max, body.Bytes.Length);
        await Refused(RequestErrorKind.PayloadTooLarge, () => ReadAsync(Encoding.UTF8.GetBytes(largest + " "), isChunked: isChunked));
    }

    [Fact]
    public async Task A_length_that_is_too_large_is_refused_before_a_byte_is_read()
    {
        var http = TestRequest.Make("POST", "/");
        http.Request.ContentType = "application/json";
        http.Request.ContentLength = Max + 1;
        http.Request.Body = new UnreadableStream();
        await Refused(RequestErrorKind.PayloadTooLarge, () => _reader.ReadAsync(http.Request).AsTask());
    }

    [Fact]
    public async Task Bytes_that_arrive_one_by_one_make_the_same_body()
    {
        var http = TestRequest.Make("POST", "/");
        http.Request.ContentType = "application/json";
        http.Request.Body = new TrickleStream("""{"a":[1,2,3]}"""u8.ToArray());
        Assert.Equal(3, (await _reader.ReadAsync(http.Request)).Root.GetProperty("a").GetArrayLength());
    }

    [Theory]
    [InlineData("[]", true)]
    [InlineData("[1]", false)]
    [InlineData("1", false)]
    [InlineData("null", true)]
    [InlineData("false", false)]
    [InlineData("\"\"", false)]
    [InlineData("\"x\"", false)]
    public async Task The_root_is_an_object_unless_any_value_is_asked_for(string body, bool isNothing)
    {
        await Refused(RequestErrorKind.BadRequest, () => ReadAsync(body));
        await Refused(RequestErrorKind.BadRequest, () => ReadAsync(body, BodyRules.Optional));
        if (isNothing)
        {
            Assert.Empty((await ReadAsync(body, BodyRules.OptionalOrNothing)).Root.EnumerateObject());
        }
        else
        {
            await Refused(RequestErrorKind.BadRequest, () => ReadAsync(body, BodyRules.OptionalOrNothing));
        }

        Assert.NotEqual(JsonValueKind.Object, (await ReadAsync(body, BodyRules.AnyValue)).Root.ValueKind);
    }

    [Fact]
    public async Task An_empty_body_is_an_empty_object_only_where_a_body_is_optional()
    {
        await Refused(RequestErrorKind.BadRequest, () => ReadAsync("", contentType: null));
        await Refused(RequestErrorKind.BadRequest, () => ReadAsync("", BodyRules.AnyValue));
        Assert.Empty((await ReadAsync("", BodyRules.Optional, contentType: null)).Root.EnumerateObject());
        Assert.Empty((await ReadAsync("", BodyRules.OptionalOrNothing, contentType: null)).Root.EnumerateObject());
    }

    [Fact]
    public async Task A_body_that_counts_for_nothing_is_not_read()
    {
        var http = TestRequest.Make("DELETE", "/");
        http.Request.Body = new UnreadableStream();
        Assert.Equal(0, (await _reader.ReadAsync(http.Request, BodyRules.None)).Bytes.Length);
    }

    [Fact]
    public async Task A_wrapped_object_is_read_inside_its_wrapper()
    {
        var body = await ReadAsync("""{"event":{"hours":2}}""");
        Assert.Equal(2, body.Read(wrapper: "event").WholeNumber("hours").Or(null));
        Assert.Throws<RequestException>(() => body.Read(wrapper: "label"));
    }

    private static async Task<RequestError> Refused(RequestErrorKind kind, Func<Task<JsonBody>> read)
    {
        var refused = await Assert.ThrowsAsync<RequestException>(read);
        Assert.Equal(kind, refused.Error.Kind);
        return refused.Error;
    }

    private Task<JsonBody> ReadAsync(string body, BodyRules rules = BodyRules.Required, string? contentType = "application/json") =>
        ReadAsync(Encoding.UTF8.GetBytes(body), rules, contentType);

    private Task<JsonBody> ReadAsync(
        byte[] body, BodyRules rules = BodyRules.Required, string? contentType = "application/json", bool isChunked = false)
    {
        var http = TestRequest.Make("POST", "/");
        TestRequest.Send(http, body, isChunked);
        http.Request.ContentType = contentType;
        return _reader.ReadAsync(http.Request, rules).AsTask();
    }

    private sealed class UnreadableStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The body was read.");
    }

    private sealed class TrickleStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..1], cancellationToken);
    }
}
