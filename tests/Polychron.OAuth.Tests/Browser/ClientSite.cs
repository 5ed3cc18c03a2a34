using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Polychron.OAuth.Tests.Browser;

/// <summary>An application's web site, to which users are sent back: another origin than the server's.</summary>
internal sealed class ClientSite : IDisposable
{
    private readonly HttpListener _listener = new();

    public ClientSite()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Callback = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/callback";
        probe.Stop();
        _listener.Prefixes.Add(Callback[..^"callback".Length]);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Callback { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                context.Response.ContentType = "text/html";
                context.Response.Close(Encoding.ASCII.GetBytes("<!DOCTYPE html><title>Back</title><link rel=icon href=data:,><h1>Back</h1>"), willBlock: false);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
