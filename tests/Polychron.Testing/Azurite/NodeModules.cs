using System.ComponentModel;
using System.Diagnostics;

namespace Polychron.Testing.Azurite;

/// <summary>The packages of <c>tests/package.json</c>: found, or installed once with <c>npm ci</c>.</summary>
public static class NodeModules
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(4);
    private static readonly string Folder = FindFolder();

    /// <summary>The folder of the packages.</summary>
    public static string Packages => Path.Combine(Folder, "node_modules");

    internal static string Azurite => Path.Combine(Packages, "azurite", "dist", "src", "azurite.js");

    private static bool AreThere => File.Exists(Azurite) && Directory.Exists(Path.Combine(Packages, "standardwebhooks"));

    /// <summary>Null if they are there, or the reason why not.</summary>
    public static async Task<string?> EnsureAsync()
    {
        if (!await RunsAsync("node", "--version"))
        {
            return "Node.js is not installed: the storage emulator (Azurite) and the verifier of webhooks need it.";
        }

        if (AreThere)
        {
            return null;
        }

        if (!await RunsAsync(Npm, "--version"))
        {
            return "npm is not installed: it brings the storage emulator (Azurite) and the verifier of webhooks.";
        }

        await using var turn = await WaitForTurnAsync();
        if (AreThere)
        {
            return null;
        }

        var (code, output) = await RunAsync(Npm, ["ci", "--no-audit", "--no-fund"], InstallTimeout);
        return code == 0 && AreThere ? null : $"'npm ci' in tests did not bring its packages (exit code {code}): {output}";
    }

    private static string Npm => OperatingSystem.IsWindows() ? "npm.cmd" : "npm";

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "package-lock.json")) && folder.Name == "tests")
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' is 'tests' with a package-lock.json.");
    }

    // Several test assemblies may start at once; the lock file goes with the process that holds it.
    private static async Task<FileStream> WaitForTurnAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"polychron-npm-{Environment.UserName}.lock");
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waiting.Elapsed < InstallTimeout)
            {
                await Task.Delay(200);
            }
        }
    }

    private static async Task<bool> RunsAsync(string program, string argument)
    {
        try
        {
            return (await RunAsync(program, [argument], TimeSpan.FromSeconds(30))).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, TimeSpan timeout)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync(new CancellationTokenSource(timeout).Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"it took longer than {timeout}");
        }

        return (process.ExitCode, await output + await errors);
    }
}
