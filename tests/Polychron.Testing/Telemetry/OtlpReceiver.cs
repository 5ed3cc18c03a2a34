using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Polychron.Testing.Telemetry;

/// <summary>
/// A collector as small as can be: takes OTLP over HTTP on a free port of the loopback interface and keeps the payloads. Texts
/// stand in protobuf as they are, so that a name is found by looking for its bytes.
/// </summary>
public sealed class OtlpReceiver : IDisposable
{
    private readonly HttpListener _http = new();
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();
    private readonly Task _listening;

    public OtlpReceiver()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _http.Prefixes.Add(Address + "/");
        _http.Start();
        _listening = ListenAsync();
    }

    public string Address { get; }

    /// <summary>Which signals came: /v1/metrics, /v1/traces, /v1/logs.</summary>
    public IReadOnlySet<string> Paths => _received.Select(received => received.Path).ToHashSet();

    /// <summary>All payloads of a signal, or of all, a character a byte.</summary>
    public string Text(string? path = null) => string.Concat(
        _received.Where(received => path is null || received.Path == path).Select(received => Encoding.Latin1.GetString(received.Body)));

    public void Dispose()
    {
        _http.Close();
        _listening.ContinueWith(static _ => { }, TaskScheduler.Default).Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ListenAsync()
    {
        while (_http.IsListening)
        {
            try
            {
                var context = await _http.GetContextAsync();
                using var body = new MemoryStream();
                await using var input = context.Request.Headers["Content-Encoding"] == "gzip"
                    ? new GZipStream(context.Request.InputStream, CompressionMode.Decompress)
                    : context.Request.InputStream;
                await input.CopyToAsync(body);
                _received.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The sender is gone, or this one is.
            }
        }
    }
}
