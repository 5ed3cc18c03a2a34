using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Polychron.Testing.Server;

/// <summary>Listens for webhooks on a free port of the loopback interface, keeps what comes and answers 200, or as a test says.</summary>
public sealed class HookReceiver : IDisposable
{
    private readonly HttpListener _http = new();
    private readonly ConcurrentQueue<Hook> _received = new();
    private readonly Task _listening;

    public HookReceiver()
    {
        var port = FreePort();
        _http.Prefixes.Add($"http://127.0.0.1:{port}/");
        _http.Start();
        Address = new Uri($"http://127.0.0.1:{port}");
        _listening = ListenAsync();
    }

    public Uri Address { get; }

    /// <summary>The status of its answers.</summary>
    public Func<Hook, int> Status { get; set; } = static _ => 200;

    /// <summary>Whether what comes is kept. Who reads it in <see cref="Status"/> has no need of that.</summary>
    public bool Keeps { get; init; } = true;

    /// <summary>Everything that came, in its order.</summary>
    public IReadOnlyList<Hook> Received => [.. _received];

    /// <summary>The absolute address of a path.</summary>
    public string Url(string path) => new Uri(Address, path).ToString();

    public void Dispose()
    {
        _http.Close();
        _listening.ContinueWith(static _ => { }, TaskScheduler.Default).Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ListenAsync()
    {
        while (_http.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _http.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var hook = new Hook(
                context.Request.Url!.AbsolutePath,
                context.Request.Headers.AllKeys.OfType<string>()
                    .ToDictionary(name => name, name => context.Request.Headers[name] ?? "", StringComparer.OrdinalIgnoreCase),
                body.ToArray());
            if (Keeps)
            {
                _received.Enqueue(hook);
            }

            context.Response.StatusCode = Status(hook);
            context.Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The sender is gone, or this one is.
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

/// <summary>A webhook as it came.</summary>
public sealed record Hook(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The delivery's id.</summary>
    public string Id => Headers["webhook-id"];

    /// <summary>The body as JSON.</summary>
    public System.Text.Json.Nodes.JsonNode Json => System.Text.Json.Nodes.JsonNode.Parse(Body)!;
}
