using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Polychron.Bench.Webhooks;

/// <summary>
/// Listeners of webhooks: one for each path of one port, which answer at once, and on a port of its own, which is a host of
/// its own, one that never answers. It notes when the first attempt at each delivery came.
/// </summary>
internal sealed class HookListeners : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<(long Sequence, long Webhook), long> _arrivals = new();

    private HookListeners(WebApplication app) => _app = app;

    public string Quick => _app.Urls.First();

    public string Hanging => _app.Urls.Last();

    /// <summary>How many deliveries have come, doubles not counted.</summary>
    public int Count => _arrivals.Count;

    /// <summary>When each first came, as <see cref="Stopwatch.GetTimestamp"/>, by the record's number and the webhook's.</summary>
    public IReadOnlyDictionary<(long Sequence, long Webhook), long> Arrivals => _arrivals;

    public static async Task<HookListeners> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0", "http://[::1]:0");
        builder.Services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options => options.AddServerHeader = false);
        var listeners = new HookListeners(builder.Build());
        listeners._app.Run(listeners.AnswerAsync);
        await listeners._app.StartAsync();
        return listeners;
    }

    /// <summary>Forgets what came.</summary>
    public void Clear() => _arrivals.Clear();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _app.DisposeAsync();
        _ended.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var now = Stopwatch.GetTimestamp();
        var parts = context.Request.Headers["webhook-id"].ToString().Split('_');
        _arrivals.TryAdd((Number(parts[2]), Number(parts[3])), now);
        if (context.Connection.LocalIpAddress?.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _ended.Token);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static long Number(string part) => long.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);
}
