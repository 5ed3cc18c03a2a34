using System.ComponentModel;
using System.Security.Cryptography;

namespace Polychron.TestCommand;

/// <summary>Installs the npm packages that some tests use (Azurite, linters), if npm is there and they are not installed yet.</summary>
internal static class NodeTools
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Returns why they could not be installed, or null if they are there, or none are wanted.</summary>
    public static async Task<string?> InstallAsync(Repository repository, CancellationToken cancellation)
    {
        var lockFile = Path.Combine(repository.Tests, "package-lock.json");
        if (!File.Exists(lockFile))
        {
            return null;
        }

        // The stamp is inside node_modules, so that deleting that folder is all it takes to install anew.
        var stamp = Path.Combine(repository.Tests, "node_modules", ".installed-for");
        var wanted = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(lockFile, cancellation)));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, cancellation) == wanted)
        {
            return null;
        }

        try
        {
            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            var result = await ChildProcess.RunAsync(
                npm, ["ci", "--no-audit", "--no-fund"], repository.Tests, Limit, cancellation);
            if (result.IsSuccess)
            {
                await File.WriteAllTextAsync(stamp, wanted, cancellation);
                return null;
            }

            return result.ExitCode is { } code
                ? $"npm ci ended with {code}: {LastLine(result.Output)}"
                : $"npm ci took longer than {Limit.TotalMinutes:F0} minutes";
        }
        catch (Win32Exception)
        {
            return "there is no npm";
        }
    }

    private static string LastLine(string output) =>
        output.Split('\n').LastOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))?.Trim() ?? "no message";
}
