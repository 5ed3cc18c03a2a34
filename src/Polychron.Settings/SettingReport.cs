using Microsoft.Extensions.Configuration;

namespace Polychron.Settings;

/// <summary>Everything that is wrong with a configuration, found before anything is opened.</summary>
public sealed class SettingReport
{
    private SettingReport(IReadOnlyList<SettingProblem> errors, IReadOnlyList<SettingProblem> warnings) =>
        (Errors, Warnings) = (errors, warnings);

    /// <summary>What keeps the server from starting.</summary>
    public IReadOnlyList<SettingProblem> Errors { get; }

    /// <summary>What somebody should know, though the server starts.</summary>
    public IReadOnlyList<SettingProblem> Warnings { get; }

    /// <summary>Checks each setting by itself, then the rules among them, then for settings that nobody reads.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="groups">All that the server reads.</param>
    public static SettingReport Of(IConfiguration configuration, IEnumerable<SettingGroup> groups)
    {
        var all = groups.ToList();
        var problems = all.SelectMany(group => group.Settings).Select(setting => setting.Check(configuration)).OfType<SettingProblem>().ToList();
        foreach (var rule in all.SelectMany(group => group.Rules))
        {
            try
            {
                problems.AddRange(rule(configuration));
            }
            catch (SettingException)
            {
                // One of its settings is wrong by itself, which is said already.
            }
        }

        problems.AddRange(UnknownSettings.In(configuration, [.. all.SelectMany(group => group.Settings)]));
        return new SettingReport(
            [.. problems.Where(problem => !problem.IsWarning)], [.. problems.Where(problem => problem.IsWarning)]);
    }

    /// <summary>
    /// The errors for a terminal and for a log that is read line by line: every line that matters begins with "error", which
    /// the host on Azure keeps of what a worker that ends writes to its standard error.
    /// </summary>
    public string Describe() => string.Join(
        Environment.NewLine,
        [
            $"error: the server does not start, since {(Errors.Count == 1 ? "a setting is" : $"{Errors.Count} settings are")} not acceptable. docs/settings.md lists them all.",
            .. Errors.Select(problem => $"error: {problem}"),
        ]);
}
