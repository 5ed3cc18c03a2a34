using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Polychron.Security.Tests.Support;

namespace Polychron.Security.Tests.Limits;

/// <summary>That a request has its limits in every direction (OWASP API4), and the server serves on.</summary>
public sealed class RequestLimitTests(SharedServer shared) : IClassFixture<SharedServer>, IAsyncLifetime
{
    private const string Projects = "/timing/api/v1/projects";
    private static readonly Caller Owner = new(TestServer.OwnerToken, "1");

    private readonly TestServer _server = shared.Server;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => Assert.Equal(200, (await _server.SendAsync("GET", "/healthz")).Status);

    [Theory]
    [InlineData("GET /healthz?{0} HTTP/1.1\r\nHost: x\r\n\r\n", 9_000, 414)]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: {0}\r\n\r\n", 40_000, 431)]
    [InlineData("POST /timing/api/v1/projects HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n{0}", 10, 413)]
    [InlineData("POST /timing/api/v1/projects HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{0}", 0, 400, 401)]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n{0}", 0, 400)]
    [InlineData("GET /healthz HTTP/1.1\r\n\r\n{0}", 0, 400)]
    [InlineData("GARBAGE\r\n\r\n{0}", 0, 400)]
    public async Task The_server_refuses_what_no_function_should_see(string request, int length, params int[] statuses)
    {
        var text = request.Replace("{0}", new string('x', length), StringComparison.Ordinal)
            .Replace("Host: x\r\n", $"Host: x\r\nConnection: close\r\nAuthorization: Bearer {TestServer.OwnerToken}\r\n", StringComparison.Ordinal);

        Assert.Contains(await RawAsync(text), statuses);
    }

    [Fact]
    public async Task More_headers_than_anybody_needs_are_refused()
    {
        var headers = string.Concat(Enumerable.Range(0, 120).Select(i => $"X-{i}: 1\r\n"));

        Assert.Equal(431, await RawAsync($"GET /healthz HTTP/1.1\r\nHost: x\r\n{headers}\r\n"));
    }

    [Theory]
    [InlineData("Timing", Projects)]
    [InlineData("Timely", "/timely/1.1/3/clients")]
    [InlineData("Timether", "/timether/api/v1/clients")]
    [InlineData("Timedash", "/timedash/contacts")]
    public async Task A_body_that_is_too_long_or_too_deep_or_no_json_is_refused_in_the_dialects_form(string api, string path)
    {
        var workspace = (await _server.SendAsync("GET", "/timely/1.1/accounts", Owner)).Body.Split("\"id\":")[1].Split(',')[0];
        var owner = Owner with { Workspace = workspace };
        path = path.Replace("/3/", $"/{workspace}/", StringComparison.Ordinal);

        // Timedash's document has 400 for all that is wrong with a request.
        foreach (var (status, body) in new (int, string)[]
        {
            (api == "Timedash" ? 400 : 413, $$"""{"name":"{{new string('x', 1024 * 1024)}}"}"""),
            (400, string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200)),
            (400, "{\"name\":\"x\""),
            (400, "{\"name\":\"\\ud800\"}"),
        })
        {
            var answer = await _server.SendAsync("POST", path, owner, api, body);
            Assert.True(status == answer.Status, $"{api}: {answer.Status} {answer.Body}");
            Assert.StartsWith("{", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_packed_body_is_not_unpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[8 * 1024 * 1024]);
        }

        using var http = new HttpClient();
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.Add("Content-Type", "application/json");
        content.Headers.Add("Content-Encoding", "gzip");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_server.Process.Address, Projects)) { Content = content };
        Owner.Show(request, "Timing");
        using var response = await http.SendAsync(request);

        Assert.InRange((int)response.StatusCode, 400, 415);
    }

    [Fact]
    public async Task More_parameters_than_anybody_needs_are_refused()
    {
        var query = string.Join('&', Enumerable.Repeat("a=1", 1001));

        var answer = await _server.SendAsync("GET", $"/timing/api/v1/time-entries?{query}", Owner);

        Assert.Equal((400, true), (answer.Status, answer.Body.Contains("1000 parameters", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Timing", "/timing/api/v1/time-entries?per_page=100000000", 422)]
    [InlineData("Timely", "/timely/1.1/{0}/events?per_page=100000000", 422)]
    [InlineData("Timether", "/timether/api/v1/time_entries?limit=100000000", 422)]
    [InlineData("Timespace", "/timespace/time_entry/en/rest?limit=100000000", 422)]
    [InlineData("Timedash", "/timedash/assignments?size=100000000", 400)]
    public async Task A_page_that_is_too_large_is_refused_with_the_largest_that_is_not(string api, string path, int status)
    {
        var accounts = await _server.SendAsync("GET", "/timely/1.1/accounts", Owner, "Timely");
        var workspace = $"{JsonNode.Parse(accounts.Body)![0]!["id"]}";

        var answer = await _server.SendAsync("GET", path.Replace("{0}", workspace, StringComparison.Ordinal), Owner with { Workspace = workspace }, api);

        Assert.Equal(status, answer.Status);
        Assert.Matches("from 1 to [0-9]+", answer.Body);
    }

    [Fact]
    public async Task A_larger_body_is_taken_where_it_is_configured()
    {
        await using var server = await TestServer.StartAsync(("Polychron__Requests__MaxBodyBytes", "4194304"));
        var body = $$"""{"title":"Roomy","notes":"x" {{new string(' ', 3 * 1024 * 1024)}} }""";

        Assert.Equal(201, (await server.SendAsync("POST", Projects, Owner, "Timing", body)).Status);
        Assert.Equal(413, (await server.SendAsync("POST", Projects, Owner, "Timing", body + new string(' ', 2 * 1024 * 1024))).Status);
    }

    [Fact]
    public async Task Connections_beyond_the_most_are_closed_and_a_free_place_is_given_again()
    {
        await using var server = await TestServer.StartAsync(("Polychron__Host__MaxConnections", "8"));
        var open = new List<TcpClient>();
        try
        {
            // The servers' own health check may still hold one.
            for (var i = 0; i < 20; i++)
            {
                var client = new TcpClient();
                open.Add(client);
                await client.ConnectAsync(server.Process.Address.Host, server.Process.Address.Port);
            }

            // Which ones are closed is the server's choice; a read of a closed one ends at once, of another one never.
            var waiting = open.Select(ReadAsync).ToList();
            for (var closed = 0; closed < 12; closed++)
            {
                var done = await Task.WhenAny(waiting).WaitAsync(TimeSpan.FromMinutes(1));
                Assert.Equal(0, await done);
                waiting.Remove(done);
            }

            Assert.InRange(waiting.Count(task => !task.IsCompleted), 1, 8);
        }
        finally
        {
            open.ForEach(client => client.Dispose());
        }

        // The server notices in its own time that the others have gone.
        for (var tries = 0; ; tries++)
        {
            try
            {
                Assert.Equal(200, (await server.SendAsync("GET", "/healthz")).Status);
                return;
            }
            catch (HttpRequestException) when (tries < 500)
            {
                await Task.Delay(20);
            }
        }
    }

    private static async Task<int> ReadAsync(TcpClient client)
    {
        try
        {
            return await client.GetStream().ReadAsync(new byte[1]);
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private async Task<int> RawAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_server.Process.Address.Host, _server.Process.Address.Port);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        }
        catch (IOException)
        {
            // Refused before all of it was sent; what it answered can still be read.
        }

        using var reader = new StreamReader(stream, Encoding.ASCII);
        var line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return int.Parse(line!.Split(' ')[1]);
    }
}
