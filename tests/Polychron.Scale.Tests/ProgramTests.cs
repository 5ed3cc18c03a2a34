using System.Diagnostics;

namespace Polychron.Scale.Tests;

/// <summary>The program itself, since what makes its runs repeatable is its own process with one thread.</summary>
public sealed class ProgramTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task The_same_seed_gives_the_same_tables_and_another_one_others()
    {
        string[] small = ["--workspaces", "3", "--rate", "60", "--seconds", "4", "--reads", "entities"];
        var first = await RunAsync([.. small, "--seed", "7"]);
        Assert.Equal(0, first.Exit);
        Assert.Contains("| writes/s |", first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Output, (await RunAsync([.. small, "--seed", "7"])).Output);
        Assert.NotEqual(first.Output, (await RunAsync([.. small, "--seed", "8"])).Output);
    }

    [Theory]
    [InlineData("--rate", "none")]
    [InlineData("--workspaces", "0")]
    [InlineData("--mix", "create")]
    [InlineData("--latency", "get=30/6")]
    [InlineData("--surprise")]
    public void What_is_not_understood_is_refused(params string[] args) =>
        Assert.Throws<FormatException>(() => ScaleOptions.Parse(args));

    private static async Task<(int Exit, string Output)> RunAsync(string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Polychron.Scale.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, process.ExitCode == 0 ? output : await errors);
    }
}
