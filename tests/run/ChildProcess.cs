using System.ComponentModel;
using System.Diagnostics;

namespace Polychron.TestCommand;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; null if it was ended because its time was up.</param>
/// <param name="Output">What it wrote, both streams together.</param>
internal sealed record ProcessResult(int? ExitCode, string Output)
{
    public bool IsSuccess => ExitCode == 0;
}

/// <summary>Runs a program to its end, and ends it with all that it started when its time is up.</summary>
internal static class ChildProcess
{
    // A server that the program left running (a compiler server, say) may hold its output open after it has ended.
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(5);

    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static async Task<ProcessResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        TimeSpan limit,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        var lines = new List<string>();
        var open = 2;
        var closed = new TaskCompletionSource();
        void Take(string? line)
        {
            lock (lines)
            {
                if (line is not null)
                {
                    lines.Add(line);
                }
                else if (--open == 0)
                {
                    closed.SetResult();
                }
            }
        }

        process.OutputDataReceived += (_, data) => Take(data.Data);
        process.ErrorDataReceived += (_, data) => Take(data.Data);
        process.EnableRaisingEvents = true;
        var ended = new TaskCompletionSource();
        process.Exited += (_, _) => ended.TrySetResult();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();

        var inTime = true;
        try
        {
            await ended.Task.WaitAsync(limit, cancellation);
        }
        catch (TimeoutException)
        {
            inTime = false;
        }
        finally
        {
            if (!ended.Task.IsCompleted)
            {
                process.Kill(entireProcessTree: true);
                await ended.Task;
            }
        }

        await Task.WhenAny(closed.Task, Task.Delay(OutputGrace, cancellation));
        lock (lines)
        {
            return new ProcessResult(inTime ? process.ExitCode : null, string.Join('\n', lines));
        }
    }
}
