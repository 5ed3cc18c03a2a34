using System.Diagnostics;
using Polychron.TestCommand;
using Polychron.TestCommand.Audit;

// The one test command: dotnet run --project tests/run [-- --nightly] [-- --filter <expression>]
// Its last line is "N passed, N failed, N skipped"; it exits with 0 only if something passed and nothing failed.
if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var repository = Repository.Find();
var clock = Stopwatch.StartNew();
var totals = new Counts(0, 0, 0);
try
{
    if (await NodeTools.InstallAsync(repository, stop.Token) is { } reason)
    {
        Console.WriteLine($"Tests with Azurite, and of OpenAPI documents, will be skipped: {reason}");
    }

    var isBuilt = await SolutionBuild.RunAsync(repository, stop.Token);
    foreach (var audit in await Task.WhenAll(PackageAudit.OfNuGetAsync(repository, stop.Token), PackageAudit.OfNpmAsync(repository, stop.Token)))
    {
        Console.WriteLine(audit.Text);

        // A flaw that is published overnight must not break a user's build; on a build server it has to be seen.
        totals = audit.IsSevere && Environment.GetEnvironmentVariable("CI") == "true" ? totals with { Failed = totals.Failed + 1 } : totals;
    }

    totals += isBuilt
        ? await TestRun.RunAsync(repository, options, stop.Token)
        : new Counts(0, 1, 0);
}
catch (OperationCanceledException)
{
    Console.WriteLine("Interrupted.");
    totals = totals with { Failed = totals.Failed + 1 };
}

Console.WriteLine($"Took {clock.Elapsed.TotalSeconds:F0} s.");
Console.WriteLine(totals);
return totals is { Failed: 0, Passed: > 0 } ? 0 : 1;
