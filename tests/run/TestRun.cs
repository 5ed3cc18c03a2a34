using System.Diagnostics;

namespace Polychron.TestCommand;

/// <summary>Runs every test project, two at a time but never two heavy ones, and sums what their result files say.</summary>
internal static class TestRun
{
    private const int MaxAtOnce = 2;

    public static async Task<Counts> RunAsync(Repository repository, Options options, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("polychron-tests-");
        try
        {
            return await RunAllAsync(repository.TestProjects(), folder.FullName, options, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Counts> RunAllAsync(
        IReadOnlyList<TestProject> projects, string folder, Options options, CancellationToken cancellation)
    {
        using var heavy = new SemaphoreSlim(1);
        using var places = new SemaphoreSlim(MaxAtOnce);
        var width = projects.Max(project => project.Name.Length);
        var outcomes = await Task.WhenAll(projects.Select(async project =>
        {
            if (project.IsHeavy)
            {
                await heavy.WaitAsync(cancellation);
            }

            await places.WaitAsync(cancellation);
            try
            {
                var clock = Stopwatch.StartNew();
                var outcome = await RunOneAsync(project, folder, options, cancellation);
                Console.WriteLine(outcome.Describe(project.Name.PadRight(width), clock.Elapsed));
                return outcome.Counts;
            }
            finally
            {
                places.Release();
                if (project.IsHeavy)
                {
                    heavy.Release();
                }
            }
        }));
        return outcomes.Aggregate(new Counts(0, 0, 0), (sum, counts) => sum + counts);
    }

    private static async Task<ProjectOutcome> RunOneAsync(
        TestProject project, string folder, Options options, CancellationToken cancellation)
    {
        var results = Path.Combine(folder, project.Name);
        List<string> arguments =
        [
            "test", project.File, "--no-build", "--configuration", SolutionBuild.Configuration, "--nologo",
            "--logger", "trx;LogFileName=results.trx", "--results-directory", results,
            "--blame-hang-timeout", $"{options.TestLimit.TotalMinutes:F0}m", "--blame-hang-dump-type", "none",
        ];
        if (options.Filter is { } filter)
        {
            arguments.AddRange(["--filter", filter]);
        }

        // A run without --nightly is an ordinary one, whatever the shell that starts it has set.
        var environment = new Dictionary<string, string> { ["POLYCHRON_NIGHTLY"] = options.IsNightly ? "1" : "" };
        var run = await ChildProcess.RunAsync(
            "dotnet", arguments, Path.GetDirectoryName(project.File)!, options.ProjectLimit, cancellation, environment);
        return ProjectOutcome.Of(
            TrxFile.ReadAll(results), run, mayBeEmpty: options.Filter is not null, options.ProjectLimit);
    }
}
