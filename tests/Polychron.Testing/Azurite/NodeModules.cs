using System.ComponentModel;
using System.Diagnostics;

namespace Polychron.Testing.Azurite;

/// <summary>The packages of <c>tests/package.json</c>: found, or installed once with <c>npm ci</c>.</summary>
public static class NodeModules
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(4);
    private static readonly string Folder = FindFolder();

    /// <summary>The folder of the packages.</summary>
    public static string Packages => PathOf("node_modules");

    public static string Azurite => Path.Combine(Packages, "azurite", "dist", "src", "azurite.js");

    /// <summary>A file of a package, or of <c>tests</c> itself.</summary>
    public static string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Null if the emulator is there, or the reason why not.</summary>
    public static Task<string?> EnsureAsync() => EnsureAsync(Azurite, "the storage emulator (Azurite)");

    /// <summary>Null if a file of a package is there, be it after an installation, or the reason why not.</summary>
    /// <param name="file">The file.</param>
    /// <param name="what">What a person calls the package.</param>
    public static async Task<string?> EnsureAsync(string file, string what)
    {
        if (!await RunsAsync("node", "--version"))
        {
            return $"Node.js is not installed: {what} needs it.";
        }

        if (File.Exists(file))
        {
            return null;
        }

        if (!await RunsAsync(Npm, "--version"))
        {
            return $"npm is not installed: it brings {what}.";
        }

        await using var turn = await WaitForTurnAsync();
        if (File.Exists(file))
        {
            return null;
        }

        var (code, output) = await RunAsync(Npm, ["ci", "--no-audit", "--no-fund"], InstallTimeout);
        return code == 0 && File.Exists(file) ? null : $"'npm ci' in tests did not bring {what} (exit code {code}): {output}";
    }

    /// <summary>Runs a script with Node.js.</summary>
    /// <returns>The exit code, and all that it wrote.</returns>
    public static Task<(int Code, string Output)> RunNodeAsync(params string[] arguments) =>
        RunAsync("node", arguments, TimeSpan.FromMinutes(2));

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

            // What the linter would do besides its work.
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true" },
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
