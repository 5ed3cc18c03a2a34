using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Polychron.Testing.Azurite;

/// <summary>
/// One storage emulator for a test assembly, in memory and on free ports, from <c>tests/node_modules</c>. Use
/// <see cref="SharedAsync"/>; where it cannot run, <see cref="Absence"/> says why, for <c>Skip.If</c>.
/// </summary>
/// <remarks>It ends with this process, however that ends: see <c>end-with-parent.cjs</c>.</remarks>
public sealed partial class AzuriteServer
{
    /// <summary>The emulator's published account name.</summary>
    public const string Account = "devstoreaccount1";

    /// <summary>The emulator's published key. It protects nothing.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<AzuriteServer>> Shared = new(StartAsync);
    private readonly Dictionary<string, string> _endpoints;

    private AzuriteServer(string? absence, Dictionary<string, string> endpoints) => (Absence, _endpoints) = (absence, endpoints);

    /// <summary>Why there is no emulator, or null if it runs.</summary>
    public string? Absence { get; }

    /// <summary>The connection string of the running emulator.</summary>
    public string ConnectionString => ConnectionStringWith(Key);

    /// <summary>The assembly's emulator, started with the first call.</summary>
    public static Task<AzuriteServer> SharedAsync() => Shared.Value;

    /// <summary>An emulator of a test's own, for one that needs an account with nothing in it.</summary>
    public static Task<AzuriteServer> OwnAsync() => StartAsync();

    /// <summary>A connection string of the running emulator with another account key.</summary>
    public string ConnectionStringWith(string key)
        => $"AccountName={Account};AccountKey={key};"
            + $"TableEndpoint={_endpoints["Table"]}/{Account};QueueEndpoint={_endpoints["Queue"]}/{Account}";

    private static async Task<AzuriteServer> StartAsync()
    {
        if (await NodeModules.EnsureAsync() is { } absence)
        {
            return new AzuriteServer(absence, []);
        }

        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Arguments())
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.StandardInput.Close();
        return new AzuriteServer(null, await EndpointsAsync(process));
    }

    private static IEnumerable<string> Arguments() =>
    [
        "--require", Path.Combine(AppContext.BaseDirectory, "Azurite", "end-with-parent.cjs"),
        NodeModules.Azurite,
        "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent",
        "--blobHost", "127.0.0.1", "--blobPort", "0",
        "--queueHost", "127.0.0.1", "--queuePort", "0",
        "--tableHost", "127.0.0.1", "--tablePort", "0",
    ];

    // With port 0 the system picks free ports, and the emulator says which.
    private static async Task<Dictionary<string, string>> EndpointsAsync(Process process)
    {
        var endpoints = new Dictionary<string, string>();
        var said = new ConcurrentQueue<string>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.OutputDataReceived += (_, line) =>
        {
            said.Enqueue(line.Data ?? "");
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException("Azurite ended: " + string.Join('\n', said)));
            }
            else if (Listening().Match(line.Data) is { Success: true } match)
            {
                endpoints[match.Groups[1].Value] = match.Groups[2].Value;
                if (endpoints.ContainsKey("Table") && endpoints.ContainsKey("Queue"))
                {
                    ready.TrySetResult();
                }
            }
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            await ready.Task.WaitAsync(StartTimeout);
            return endpoints;
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw new TimeoutException("Azurite does not answer: " + string.Join('\n', said));
        }
    }

    [GeneratedRegex(@"^Azurite (Table|Queue) service is successfully listening at (http://\S+)$")]
    private static partial Regex Listening();
}
