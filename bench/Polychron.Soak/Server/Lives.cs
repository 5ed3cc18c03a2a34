using System.Diagnostics;
using Polychron.Soak.Checks;
using Polychron.Soak.Load;
using Polychron.Testing.Server;

namespace Polychron.Soak.Server;

/// <summary>The servers that live one after the other over the same data folder.</summary>
internal sealed class Lives(string folder, TextWriter log, Findings findings) : IAsyncDisposable
{
    public const string OperatorKey = "operator-key-of-the-soak";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Polychron__Bootstrap__Token"] = "bootstrap-token-of-the-soak",
        ["Polychron__OperatorKey"] = OperatorKey,
        ["Polychron__RateLimits__Enabled"] = "false",
        ["Polychron__Webhooks__AllowHttp"] = "true",
        ["Polychron__Webhooks__AllowLoopback"] = "true",

        // Listeners in trouble are tried again within the run, and not given up in it.
        ["Polychron__Webhooks__Schedule"] = "00:00:00 00:00:00.3 00:00:01 00:00:02 00:00:05 00:00:10 00:00:10 00:00:10 00:00:10 00:00:10",

        // Warnings and errors are what the log is searched for; a line for each request would hide them.
        ["Logging__LogLevel__Polychron"] = "Warning",
    };

    private ServerProcess? _server;
    private readonly List<HttpClient> _clients = [];
    private volatile bool _isEnding;

    /// <summary>Open while a server is alive.</summary>
    public Gate Up { get; } = new();

    /// <summary>How many servers there have been.</summary>
    public int Number { get; private set; }

    public int Kills { get; private set; }

    public int Terminations { get; private set; }

    /// <summary>The longest start until healthy.</summary>
    public TimeSpan SlowestStart { get; private set; }

    /// <summary>Whether the server is about to end, so that it may refuse what comes.</summary>
    public bool IsEnding => _isEnding;

    /// <summary>Whether nothing excuses a broken connection.</summary>
    public bool IsUndisturbed => !_isEnding && Up.IsOpen;

    /// <summary>The process that is alive, or null.</summary>
    public int? ProcessId => Up.IsOpen ? _server?.ProcessId : null;

    /// <summary>Connections to the server that is alive, or was last, and its address.</summary>
    public (HttpClient Http, Uri Address) Connection { get; private set; }

    /// <summary>Starts the next server.</summary>
    public async Task StartAsync()
    {
        var clock = Stopwatch.StartNew();
        _server = await ServerProcess.StartAsync(folder, Settings, log);
        SlowestStart = clock.Elapsed > SlowestStart ? clock.Elapsed : SlowestStart;
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromMinutes(2) };
        _clients.Add(http);
        Connection = (http, _server.Address);
        Number++;
        _isEnding = false;
        Up.Open();
    }

    /// <summary>Ends it at once, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _isEnding = true;
        _server!.Kill();
        Up.Close();
        Kills++;
        await _server.DisposeAsync();
    }

    /// <summary>Asks it to stop and waits for that.</summary>
    public async Task TerminateAsync()
    {
        _isEnding = true;
        var code = await _server!.TerminateAsync();
        Up.Close();
        Terminations++;
        if (code != 0)
        {
            findings.Add("exit code after SIGTERM", $"{code}");
        }

        await _server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(http => http.Dispose());
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }
    }
}
