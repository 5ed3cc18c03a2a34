using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using Polychron.Bench.Served;

namespace Polychron.Bench.Servers;

/// <summary>A server in a process of its own, on a data folder of its own.</summary>
internal sealed class AppProcess : IDisposable
{
    private const int KeptLines = 40;

    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private readonly Stopwatch _age = Stopwatch.StartNew();

    private AppProcess(IEnumerable<string> arguments, string folder, string token)
    {
        Endpoint = new IPEndPoint(IPAddress.Loopback, FreePort());
        var start = new ProcessStartInfo(Dotnet, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var settings = start.Environment;
        settings["ASPNETCORE_URLS"] = $"http://{Endpoint}";
        settings["AzureWebJobsStorage"] = "";
        settings["AzureWebJobsStorage__accountName"] = "";
        settings["Logging__LogLevel__Default"] = "Warning";
        settings["Polychron__DataPath"] = folder;
        settings["Polychron__RateLimits__Enabled"] = "false";
        settings["Polychron__Bootstrap__Token"] = token;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The server could not be started.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public IPEndPoint Endpoint { get; }

    /// <summary>The processor time that the server has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory of the process that is in RAM, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    private static string Dotnet { get; } = Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>The app as it is built, with nothing of the bench in it.</summary>
    public static AppProcess StartApp(string folder, string token) => new([Beside($"{ServedApp.AppName}.dll")], folder, token);

    /// <summary>The app with the bench's functions beside its own (<see cref="ServedApp"/>), under the app's runtime settings.</summary>
    public static AppProcess StartServed(string folder, string token) => new(
        [
            "exec",
            "--runtimeconfig", Beside($"{ServedApp.AppName}.runtimeconfig.json"),
            "--depsfile", Beside("Polychron.Bench.deps.json"),
            Beside("Polychron.Bench.dll"),
            ServedApp.Command,
        ],
        folder,
        token);

    /// <summary>Waits for the first 200 of /healthz and returns how long it took since the process was started.</summary>
    public TimeSpan WaitUntilHealthy()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{Endpoint}") };
        while (true)
        {
            if (_process.HasExited || _age.Elapsed > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException($"The server does not come up.{Environment.NewLine}{LastLines()}");
            }

            try
            {
                using var response = http.Send(new HttpRequestMessage(HttpMethod.Get, "/healthz"));
                if (response.IsSuccessStatusCode)
                {
                    return _age.Elapsed;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            Thread.Sleep(2);
        }
    }

    /// <summary>Lets the server count its storage operations (<see cref="StorageFunctions"/>).</summary>
    public void BeginStorageCount()
    {
        using var answer = Send(HttpMethod.Put, $"/{StorageFunctions.Route}");
    }

    /// <summary>The storage operations since the count began, by kind.</summary>
    public IReadOnlyDictionary<string, long> EndStorageCount()
    {
        using var answer = Send(HttpMethod.Delete, $"/{StorageFunctions.Route}");
        return JsonSerializer.Deserialize<Dictionary<string, long>>(answer.Content.ReadAsStream())!;
    }

    /// <summary>What the server answers to a request outside of the measurement.</summary>
    public JsonDocument Get(string pathAndQuery, string token)
    {
        using var answer = Send(HttpMethod.Get, pathAndQuery, token);
        return JsonDocument.Parse(answer.Content.ReadAsStream());
    }

    /// <summary>The last lines that the server wrote, for a failure's report.</summary>
    public string LastLines()
    {
        lock (_lines)
        {
            return string.Join(Environment.NewLine, _lines);
        }
    }

    /// <summary>Ends the server at once, as a crash would: what it has acknowledged is in the store all the same.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    private HttpResponseMessage Send(HttpMethod method, string pathAndQuery, string? token = null)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{Endpoint}") };
        using var request = new HttpRequestMessage(method, pathAndQuery);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return http.Send(request).EnsureSuccessStatusCode();
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"  server: {line}"));
            if (_lines.Count > KeptLines)
            {
                _lines.Dequeue();
            }
        }
    }
}
