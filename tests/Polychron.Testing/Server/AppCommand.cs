using System.Diagnostics;

namespace Polychron.Testing.Server;

/// <summary>A command of the built app, run as an operator would run it, to its end.</summary>
public sealed record AppCommand(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a command over a data folder.</summary>
    /// <param name="dataFolder">The folder of the embedded store.</param>
    /// <param name="input">What is piped into it, or null.</param>
    /// <param name="args">The command with its arguments.</param>
    public static Task<AppCommand> RunAsync(string dataFolder, byte[]? input, params string[] args) =>
        RunAsync(dataFolder, input, new Dictionary<string, string>(), args);

    /// <summary>Runs a command, or with no arguments the server, over a data folder with settings.</summary>
    /// <param name="dataFolder">The folder of the embedded store.</param>
    /// <param name="input">What is piped into it, or null.</param>
    /// <param name="settings">Environment variables, such as Polychron__OperatorKey.</param>
    /// <param name="args">The command with its arguments.</param>
    public static async Task<AppCommand> RunAsync(
        string dataFolder, byte[]? input, IReadOnlyDictionary<string, string> settings, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [ServerProcess.Assembly(), .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.CreateDirectory(dataFolder).FullName,
        };
        ServerProcess.Isolate(start);
        start.Environment["Polychron__DataPath"] = Path.Combine(dataFolder, "data");
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input ?? []);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code and its errors say why.
        }

        await process.WaitForExitAsync();
        return new AppCommand(process.ExitCode, await output, await errors);
    }
}
