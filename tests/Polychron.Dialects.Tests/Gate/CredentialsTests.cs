using System.Net;
using System.Text;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Tests.Support;

namespace Polychron.Dialects.Tests.Gate;

public sealed class CredentialsTests
{
    [Theory]
    [InlineData("Bearer abc", "abc")]
    [InlineData("bearer   abc ", "abc")]
    [InlineData("Bearer ", null)]
    [InlineData("Bearer", null)]
    [InlineData("Basic abc", null)]
    [InlineData("abc", null)]
    [InlineData("", null)]
    public void A_bearer_token_is_read(string header, string? token) =>
        Assert.Equal(token, Credentials.Bearer(TestRequest.Get("/", ("Authorization", header))));

    [Theory]
    [InlineData("user:", "user")]
    [InlineData("üser:pass:word", "üser")]
    [InlineData(":pass", null)]
    [InlineData("user", null)]
    public void The_user_of_basic_credentials_is_read(string pair, string? user) => Assert.Equal(
        user,
        Credentials.BasicUser(TestRequest.Get("/", ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))))));

    [Theory]
    [InlineData("Basic !!!")]
    [InlineData("Bearer dXNlcjo=")]
    public void What_is_malformed_is_no_user(string header) =>
        Assert.Null(Credentials.BasicUser(TestRequest.Get("/", ("Authorization", header))));

    [Fact]
    public void Basic_credentials_of_any_length_are_safe() => Assert.Null(Credentials.BasicUser(
        TestRequest.Get("/", ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', 5000) + ":"))))));

    [Fact]
    public void Two_headers_are_no_token() =>
        Assert.Null(Credentials.Bearer(TestRequest.Get("/", ("Authorization", "Bearer a"), ("Authorization", "Bearer b"))));

    [Theory]
    [InlineData("192.0.2.1", "198.51.100.7", "192.0.2.1")]
    [InlineData("127.0.0.1", "198.51.100.7", "198.51.100.7")]
    [InlineData("::1", "6.6.6.6, 198.51.100.7:4711", "198.51.100.7")]
    [InlineData("127.0.0.1", "[2001:db8:1:2:3:4:5:6]:4711", "2001:db8:1:2::")]
    [InlineData("127.0.0.1", "nonsense", "127.0.0.1")]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", null, "2001:db8:1:2::")]
    [InlineData("::ffff:192.0.2.1", null, "192.0.2.1")]
    public void An_address_is_the_peer_s_or_what_a_proxy_on_this_machine_says(string peer, string? forwarded, string expected)
    {
        var http = TestRequest.Make("GET", "/", null, forwarded is null ? [] : [("X-Forwarded-For", forwarded)]);
        http.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        Assert.Equal(IPAddress.Parse(expected), ClientAddress.Of(http));
    }
}
