using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Tests.Support;
using Polychron.Dialects.Urls;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Tests.Urls;

public sealed class UrlTests
{
    [Theory]
    [InlineData(null, null, "http://localhost")]
    [InlineData("https", "time.example.com", "https://time.example.com")]
    [InlineData("HTTPS, http", "time.example.com:8443, inner", "https://time.example.com:8443")]
    [InlineData("https", null, "https://localhost")]
    [InlineData(null, "10.0.0.1:80", "http://10.0.0.1:80")]
    [InlineData(null, "[2001:db8::1]:7071", "http://[2001:db8::1]:7071")]
    [InlineData("javascript", null, "http://localhost")]
    [InlineData("https://evil/", null, "http://localhost")]
    [InlineData(null, "evil.com/path", "http://localhost")]
    [InlineData(null, "evil.com\"><script>", "http://localhost")]
    [InlineData(null, "user@evil.com", "http://localhost")]
    [InlineData(null, "evil.com:99999", "http://localhost")]
    [InlineData(null, "evil.com:", "http://localhost")]
    [InlineData(null, "evil.com:+1", "http://localhost")]
    [InlineData(null, "evil.com x", "http://localhost")]
    [InlineData(null, "evil.com\r\nX: 1", "http://localhost")]
    [InlineData(null, "[::1", "http://localhost")]
    [InlineData(null, "[::1]x80", "http://localhost")]
    [InlineData(null, "[1.2.3.4]", "http://localhost")]
    [InlineData(null, "-evil.com", "http://localhost")]
    [InlineData(null, "", "http://localhost")]
    public void The_base_is_what_the_client_sees_as_far_as_it_is_a_host(string? proto, string? host, string expected)
    {
        var request = TestRequest.Get("/a");
        if (proto is not null)
        {
            request.Headers["X-Forwarded-Proto"] = proto;
        }

        if (host is not null)
        {
            request.Headers["X-Forwarded-Host"] = host;
        }

        Assert.Equal(expected, RequestUrl.Base(request));
    }

    [Fact]
    public void The_request_s_own_host_is_checked_too()
    {
        var request = TestRequest.Get("/a b/ü?x=1");
        request.Host = new HostString("a\"b");
        request.IsHttps = true;
        Assert.Equal("https://localhost/a%20b/%C3%BC", RequestUrl.WithoutQuery(request));
        request.Host = new HostString("127.0.0.1", 7071);
        Assert.Equal("https://127.0.0.1:7071", RequestUrl.Base(request));
    }

    [Theory]
    [InlineData("1", 1L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", null)]
    [InlineData("0", null)]
    [InlineData("01", null)]
    [InlineData("-1", null)]
    [InlineData("+1", null)]
    [InlineData(" 1", null)]
    [InlineData("1e1", null)]
    [InlineData("abc", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("١", null)]
    public void An_id_in_a_path_is_a_number_or_not_found(string? text, long? expected)
    {
        Assert.Equal(expected is not null, RouteId.TryParse(text, out var id));
        if (expected is not null)
        {
            Assert.Equal(expected, id);
            Assert.Equal(expected, RouteId.Parse(text, "Project"));
        }
        else
        {
            var missing = Assert.Throws<DomainException>(() => RouteId.Parse(text, "Project"));
            Assert.Equal(DomainErrorKind.NotFound, missing.Kind);
            Assert.Equal("Project not found.", missing.Message);
        }
    }
}
