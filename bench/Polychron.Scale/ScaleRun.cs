using Polychron.Scale.Output;
using Polychron.Scale.Service;
using Polychron.Scale.Trials;
using Polychron.Scale.World;

namespace Polychron.Scale;

/// <summary>What was found for one number of workspaces.</summary>
/// <param name="Size">Who was there.</param>
/// <param name="Reads">What reads counted.</param>
/// <param name="Good">The highest rate that was served well, or the one rate that was asked for.</param>
/// <param name="Bad">The lowest rate that was not served well; null where one rate was asked for.</param>
internal sealed record Finding(PopulationSize Size, ReadWeight Reads, TrialResult Good, TrialResult? Bad);

/// <summary>All that was found.</summary>
internal sealed record Report(ScaleOptions Options, IReadOnlyList<Finding> Findings);

/// <summary>Runs what the command line asks for.</summary>
internal static class ScaleRun
{
    /// <summary>Requests a second a workspace that the search begins with.</summary>
    private const double FirstRate = 20;

    /// <summary>Runs it.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="progress">Is told of every trial.</param>
    public static async Task<Report> RunAsync(ScaleOptions options, Action<string> progress)
    {
        var findings = new List<Finding>();
        foreach (var workspaces in options.Workspaces)
        {
            var size = PopulationSize.Of(workspaces, options.Hooks);
            var (tables, people) = await Seeder.FillAsync(size, options.Settings.Seed).ConfigureAwait(false);
            foreach (var reads in options.Reads)
            {
                var settings = options.Settings with { Limits = options.Settings.Limits with { Reads = reads } };
                progress($"{workspaces} workspaces, {people.Count} people, reads count {reads.ToString().ToLowerInvariant()}");
                if (options.Rate is { } rate)
                {
                    var result = await Trial.RunAsync(settings, rate, tables, people).ConfigureAwait(false);
                    progress(TrialText.Of(result));
                    findings.Add(new Finding(size, reads, result, null));
                    continue;
                }

                var wall = await WallSearch.RunAsync(
                    settings,
                    Math.Min(FirstRate * workspaces, 500),
                    options.Halvings,
                    tables,
                    people,
                    result => progress(TrialText.Of(result))).ConfigureAwait(false);
                findings.Add(new Finding(size, reads, wall.Good, wall.Bad));
            }
        }

        return new Report(options, findings);
    }
}
