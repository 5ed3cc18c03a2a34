using System.Text;
using Polychron.Testing;
using Polychron.Testing.Server;

namespace Polychron.Security.Tests.Support;

/// <summary>The built server with all APIs, and requests as any program could send them.</summary>
public sealed class TestServer : IAsyncDisposable
{
    public const string OwnerToken = "owner-token-for-security-tests";
    public const string OperatorKey = "operator-key-for-security-tests";
    public const string Page = "https://app.example.com";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private TestServer()
    {
    }

    internal ServerProcess Process { get; private set; } = null!;

    public static async Task<TestServer> StartAsync(params (string Name, string Value)[] change)
    {
        var settings = new Dictionary<string, string>
        {
            ["Polychron__Bootstrap__Token"] = OwnerToken,
            ["Polychron__Bootstrap__Workspace"] = "Ours",
            ["Polychron__OperatorKey"] = OperatorKey,
            ["Polychron__RateLimits__Enabled"] = "false",
            ["Polychron__Cors__AllowedOrigins"] = Page,
            ["Logging__LogLevel__Polychron.Requests"] = "Warning",
        };
        foreach (var (name, value) in change)
        {
            settings[name] = value;
        }

        var server = new TestServer();
        server.Process = await ServerProcess.StartAsync(server._folder.Path, settings);
        return server;
    }

    internal async Task<Answer> SendAsync(
        string method, string path, Caller? caller = null, string api = "", string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Process.Address, path));
        caller?.Show(request, api);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Concat(response.Content.Headers).ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Process.DisposeAsync();
        _folder.Dispose();
    }
}
