using System.Net;
using System.Net.Sockets;
using System.Text;
using Polychron.Testing;
using Polychron.UseCases.Ports.Ambient;
using Polychron.Webhooks.Delivery;
using Polychron.Webhooks.Egress;
using Polychron.Webhooks.Tests.Support;

namespace Polychron.Webhooks.Tests.Egress;

/// <summary>Whatever a webhook's address says, no connection goes to where none may: counted at the socket.</summary>
public sealed class EvasionTests
{
    private const string Public = "93.184.215.14";

    /// <summary>Hosts that mean an address inside, in every spelling that some resolver understands.</summary>
    public static TheoryData<string> Inside =>
    [
        "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0177.1",
        "127.0.0.1.", "0.0.0.0", "0", "10.0.0.1", "10.1", "167772161", "0xa000001", "012.0.0.1", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "3232235777", "0xc0a80101", "0300.0250.1.1", "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376",
        "100.64.0.1", "100.100.100.200", "168.63.129.16", "2822734096", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.7",
        "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]",
        "[::127.0.0.1]", "[::10.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::10.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::1]",
        "[2002:7f00:1::]", "[2002:a00:1::1]", "[2002:a9fe:a9fe::]", "[2001:0:7f00:1::]", "[2001:0:5db8:d70e:0:0:80ff:fffe]",
        "[2001:db8::1]", "[3fff::1]", "[2001:10::1]", "[2001:20::1]", "[100::1]", "[fc00::1]", "[fd12:3456::1]", "[fe80::1]",
        "[fe80::1%25eth0]", "[fec0::1]", "[ff02::1]", "[5f00::1]", "[2600::5efe:10.0.0.1]", "[2600::200:5efe:127.0.0.1]", "[fd00:ec2::254]",
        "localhost", "LOCALHOST", "localhost.", "a.localhost", "loopback.example.com", "mixed.example.com", "six.example.com",
        "metadata.example.com", "１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①",
    ];

    public static TheoryData<string> BadUrls =>
    [
        "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "javascript:alert(1)", "//example.com/",
        "/relative", "example.com", "", " ", "https://", "https:///path", "https://user@example.com/", "https://user:pass@example.com/",
        "https://@example.com/", "https://example.com@127.0.0.1/", "https://example.com:22/", "https://example.com:25/",
        "https://example.com:0/", "https://example.com:1023/", "https://example.com\\@127.0.0.1/", "https://exam\tple.com/",
        "https://example.com/ path", "https://example.com/\u0000", "https://exämple.com/", "https://127.0.0.1#@example.com/",
        "https://127.0.0.1?@example.com/", "data:text/plain,x", "https:\\\\example.com\\",
    ];

    [Theory]
    [MemberData(nameof(Inside))]
    public async Task No_connection_goes_inside(string host)
    {
        var spy = new Spy();
        var result = await SendAsync(spy, $"https://{host}/hook");
        Assert.Null(result.Attempt.HttpStatus);
        Assert.Empty(spy.Opened);
    }

    [Theory]
    [MemberData(nameof(BadUrls))]
    public async Task A_bad_address_is_refused_when_it_is_subscribed_and_when_it_is_used(string url)
    {
        var spy = new Spy();
        Assert.NotNull(new EgressRules(new WebhookOptions()).Refuse(url));
        Assert.Null((await SendAsync(spy, url)).Attempt.HttpStatus);
        Assert.Empty(spy.Opened);
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("https://example.com:443/a?b=c")]
    [InlineData("https://example.com:8443/")]
    [InlineData("https://93.184.215.14/")]
    [InlineData("https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/")]
    [InlineData("https://[64:ff9b::5db8:d70e]/")]
    public void A_public_address_may_be_subscribed(string url) => Assert.Null(new EgressRules(new WebhookOptions()).Refuse(url));

    [Fact]
    public async Task A_name_that_points_inside_a_moment_later_is_connected_where_it_was_checked()
    {
        // The first answer is public, every later one is not: who resolves twice connects inside.
        var spy = new Spy { Addresses = { ["rebinding.example.com"] = [Public] }, After = "127.0.0.1" };
        await SendAsync(spy, "http://rebinding.example.com/hook");
        Assert.Equal(Public, Assert.Single(spy.Opened).Address.ToString());
        Assert.Equal(1, spy.Resolved);
        await SendAsync(spy, "http://rebinding.example.com/hook");
        Assert.Single(spy.Opened);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_answer_and_not_followed(int status)
    {
        var spy = new Spy
        {
            Addresses = { ["redirecting.example.com"] = [Public] },
            Response = $"HTTP/1.1 {status} Moved\r\nLocation: http://127.0.0.1/inside\r\nContent-Length: 0\r\n\r\n",
        };
        var result = await SendAsync(spy, "http://redirecting.example.com/hook");
        Assert.Equal(status, result.Attempt.HttpStatus);
        Assert.False(result.Attempt.IsSuccess);
        Assert.Single(spy.Opened);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        var spy = new Spy { Addresses = { ["example.com"] = [Public] } };
        Environment.SetEnvironmentVariable("http_proxy", "http://127.0.0.1:9");
        try
        {
            Assert.Equal(200, (await SendAsync(spy, "http://example.com/hook")).Attempt.HttpStatus);
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", null);
        }

        Assert.Equal(Public, Assert.Single(spy.Opened).Address.ToString());
    }

    [Fact]
    public async Task The_switch_for_development_allows_the_machine_itself_and_nothing_else_inside()
    {
        var spy = new Spy();
        var options = new WebhookOptions { AllowHttp = true, AllowLoopback = true };
        Assert.Equal(200, (await SendAsync(spy, "http://127.0.0.1:8080/hook", options)).Attempt.HttpStatus);
        Assert.Equal(200, (await SendAsync(spy, "http://[::1]:8080/hook", options)).Attempt.HttpStatus);
        Assert.Equal(2, spy.Opened.Count);
        Assert.Null((await SendAsync(spy, "http://10.0.0.1:8080/hook", options)).Attempt.HttpStatus);
        Assert.Null((await SendAsync(spy, "http://169.254.169.254/hook", options)).Attempt.HttpStatus);
        Assert.Equal(2, spy.Opened.Count);
    }

    [Fact]
    public async Task The_second_address_is_tried_where_the_first_does_not_answer()
    {
        var spy = new Spy { Addresses = { ["two.example.com"] = ["93.184.215.13", Public] }, Dead = { "93.184.215.13" } };
        Assert.Equal(200, (await SendAsync(spy, "http://two.example.com/hook")).Attempt.HttpStatus);
        Assert.Equal(2, spy.Opened.Count);
    }

    private static async Task<SendResult> SendAsync(Spy spy, string url, WebhookOptions? options = null)
    {
        // Plain http is let through, so that nothing but the addresses stands in the way; the theory of bad URLs is stricter.
        options ??= new WebhookOptions { AllowHttp = !BadUrls.Cast<object[]>().Any(row => (string)row[0] == url) };
        var time = new ManualTime();
        var rules = new EgressRules(options);
        using var sender = new WebhookSender(
            options, rules, EgressHandler.Create(new EgressConnector(rules, spy, spy), options), new TimeProviderClock(time), time);
        return await sender.SendAsync(Hooks.Of(url), "msg_1_2_3", "{}"u8.ToArray(), [], CancellationToken.None);
    }

    /// <summary>A resolver and a network that only take notes.</summary>
    private sealed class Spy : IHostResolver, ISocketOpener
    {
        public List<IPEndPoint> Opened { get; } = [];

        public int Resolved { get; private set; }

        public HashSet<string> Dead { get; } = [];

        /// <summary>What a name resolves to after its first time, or null for the same.</summary>
        public string? After { get; init; }

        public string Response { get; init; } = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

        public Dictionary<string, string[]> Addresses { get; } = new()
        {
            ["loopback.example.com"] = ["127.0.0.1"],
            ["mixed.example.com"] = [Public, "10.0.0.1"],
            ["six.example.com"] = ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::1"],
            ["metadata.example.com"] = ["169.254.169.254"],
            ["localhost"] = ["127.0.0.1"],
            ["localhost."] = ["127.0.0.1"],
            ["a.localhost"] = ["127.0.0.1"],
        };

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
        {
            Resolved++;
            if (Resolved > 1 && After is not null)
            {
                return Task.FromResult<IPAddress[]>([IPAddress.Parse(After)]);
            }

            // As the system's resolver: what looks like a number in some base is one.
            return Addresses.TryGetValue(host.ToLowerInvariant(), out var known) ? Task.FromResult(Array.ConvertAll(known, IPAddress.Parse))
                : Dns.GetHostAddressesAsync(host, cancellation);
        }

        public ValueTask<Stream> OpenAsync(IPEndPoint endPoint, CancellationToken cancellation)
        {
            Opened.Add(endPoint);
            return Dead.Contains(endPoint.Address.ToString())
                ? throw new SocketException((int)SocketError.ConnectionRefused)
                : ValueTask.FromResult<Stream>(new CannedStream(Encoding.ASCII.GetBytes(Response)));
        }
    }

    /// <summary>A connection that swallows what is sent and then has one response.</summary>
    private sealed class CannedStream(byte[] response) : MemoryStream(response)
    {
        public override bool CanWrite => true;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
