using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Polychron.Testing.Server;

/// <summary>
/// The built server as a process of its own, on a free port and over a data folder, as an operator would run it. It ends
/// with this process; ending it with <see cref="Kill"/> is what kill -9 does.
/// </summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EventHandler _endWithParent;
    private readonly TextWriter? _log;

    private ServerProcess(ProcessStartInfo start, TextWriter? log)
    {
        _log = log;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The server ended before it listened:\n{Output}"));
        _endWithParent = (_, _) => Kill();
        AppDomain.CurrentDomain.ProcessExit += _endWithParent;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Where it listens.</summary>
    public Uri Address => _address.Task.Result;

    /// <summary>The number of its process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>All that it has written so far, to both streams; with a log of its own, what it wrote until it listened.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the server and waits until it is healthy.</summary>
    /// <param name="dataFolder">The folder of its embedded store, which outlives it.</param>
    /// <param name="settings">Environment variables, such as Polychron__OperatorKey.</param>
    /// <param name="log">Takes all that it writes, line by line, for runs whose output is too much to hold; may be called from any thread.</param>
    public static async Task<ServerProcess> StartAsync(
        string dataFolder, IReadOnlyDictionary<string, string> settings, TextWriter? log = null)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.CreateDirectory(dataFolder).FullName,
        };

        Isolate(start);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Polychron__DataPath"] = Path.Combine(dataFolder, "data");
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(start, log);
        try
        {
            await server.WaitUntilHealthyAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client that shows a token.</summary>
    public ApiClient Client(string? token) => new(Address, token);

    /// <summary>Ends it at once, wherever it is.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
    }

    /// <summary>Asks it to stop, as an orchestrator does (SIGTERM), and waits. Returns its exit code. Not on Windows.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= _endWithParent;
        Kill();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing of the shell that runs the tests decides what is tested.</summary>
    internal static void Isolate(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(name);
        }
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("Polychron", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("AzureWebJobs", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Logging", StringComparison.OrdinalIgnoreCase);

    /// <summary>The server of the same build as these tests: they stand in .../bin/Release/net10.0 or the like.</summary>
    internal static string Assembly()
    {
        var build = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        for (var at = build; at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Functions.sln")))
            {
                return Path.Combine(
                    at.FullName, "src", "Polychron.Functions", "bin", build.Parent!.Name, build.Name, "Polychron.Functions.dll");
            }
        }

        throw new InvalidOperationException($"There is no Functions.sln above {build}.");
    }

    private async Task WaitUntilHealthyAsync()
    {
        var address = await _address.Task.WaitAsync(Patience);
        using var http = new HttpClient { BaseAddress = address };
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            using var health = await http.GetAsync(new Uri("/healthz", UriKind.Relative));
            if (health.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            if (waiting.Elapsed > Patience)
            {
                throw new TimeoutException($"The server is not healthy ({health.StatusCode}):\n{Output}");
            }

            await Task.Delay(50);
        }
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _log?.WriteLine(line);
            if (_log is null || !_address.Task.IsCompleted)
            {
                _output.AppendLine(line);
            }
        }

        if (Listening().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
