using Polychron.Scale.Output;
using Polychron.Scale.Trials;
using Polychron.Scale.World;

namespace Polychron.Scale;

/// <summary>What was found for one number of workspaces.</summary>
/// <param name="Size">Who was there.</param>
/// <param name="Variant">How it was counted and spread.</param>
/// <param name="Good">The highest rate that was served well, or the one rate that was asked for.</param>
/// <param name="Bad">The lowest rate that was not served well; null where one rate was asked for.</param>
internal sealed record Finding(PopulationSize Size, Variant Variant, TrialResult Good, TrialResult? Bad);

/// <summary>All that was found.</summary>
internal sealed record Report(ScaleOptions Options, IReadOnlyList<Finding> Findings);

/// <summary>Runs what the command line asks for.</summary>
internal static class ScaleRun
{
    /// <summary>Requests a second with which the search begins: for one workspace, and for many.</summary>
    private const double FirstRate = 60, FirstRateOfMany = 500;

    /// <summary>Runs it.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="progress">Is told of every trial.</param>
    public static async Task<Report> RunAsync(ScaleOptions options, Action<string> progress)
    {
        var findings = new List<Finding>();
        foreach (var workspaces in options.Workspaces)
        {
            var size = PopulationSize.Of(workspaces, options.Hooks);
            size = size with { PeopleInEach = options.People ?? size.PeopleInEach };
            var (tables, people) = await Seeder.FillAsync(size, options.Settings.Seed).ConfigureAwait(false);
            foreach (var variant in options.Variants)
            {
                var settings = options.Settings with
                {
                    HasAffinity = variant.HasAffinity,
                    Limits = options.Settings.Limits with { Reads = variant.Reads },
                };
                progress($"{workspaces} workspaces, {people.Count} people, {VariantText.Of(variant)}");
                if (options.Rate is { } rate)
                {
                    var result = await Trial.RunAsync(settings, rate, tables, people).ConfigureAwait(false);
                    progress(TrialText.Of(result));
                    findings.Add(new Finding(size, variant, result, null));
                    continue;
                }

                var wall = await WallSearch.RunAsync(
                    settings,
                    Math.Min(FirstRate * workspaces, FirstRateOfMany),
                    options.Halvings,
                    tables,
                    people,
                    result => progress(TrialText.Of(result))).ConfigureAwait(false);
                findings.Add(new Finding(size, variant, wall.Good, wall.Bad));
            }
        }

        return new Report(options, findings);
    }
}
