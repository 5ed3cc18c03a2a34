using System.Diagnostics;

namespace Polychron.TestCommand;

/// <summary>Builds the solution once, for all test projects.</summary>
internal static class SolutionBuild
{
    public const string Configuration = "Release";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Returns whether it was built; says why if it was not.</summary>
    public static async Task<bool> RunAsync(Repository repository, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var result = await ChildProcess.RunAsync(
            "dotnet",
            ["build", repository.Solution, "--configuration", Configuration, "--nologo", "--verbosity", "minimal"],
            repository.Root,
            Limit,
            cancellation);
        if (result.IsSuccess)
        {
            Console.WriteLine($"Built {Path.GetFileName(repository.Solution)} in {clock.Elapsed.TotalSeconds:F0} s.");
            return true;
        }

        Console.WriteLine(result.Output);
        Console.WriteLine(result.ExitCode is null ? "The build took too long." : "The build failed.");
        return false;
    }
}
