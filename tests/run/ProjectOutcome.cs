using System.Text;

namespace Polychron.TestCommand;

/// <summary>How a test project went.</summary>
/// <param name="Results">The results that it left.</param>
/// <param name="Problem">What went wrong beside failed tests, which counts as one failure; or null.</param>
internal sealed record ProjectOutcome(IReadOnlyList<TestResult> Results, string? Problem)
{
    private const int MaxOutputLines = 60;

    public Counts Counts => new(
        Results.Count(result => result.Passed),
        Results.Count(result => !result.Passed && !result.Skipped) + (Problem is null ? 0 : 1),
        Results.Count(result => result.Skipped));

    /// <summary>Judges a run: it must have ended by itself, left results, and failed only if a test did.</summary>
    public static ProjectOutcome Of(
        IReadOnlyList<TestResult>? results, ProcessResult run, bool mayBeEmpty, TimeSpan limit)
    {
        var anyFailed = results?.Any(result => !result.Passed && !result.Skipped) == true;
        var problem = run.ExitCode is null ? $"It took longer than {limit.TotalMinutes:F0} minutes and was ended."
            : results is null or [] && !(mayBeEmpty && run.IsSuccess) ? $"It left no results (exit code {run.ExitCode})."
            : !run.IsSuccess && !anyFailed ? $"No test failed, but it ended with exit code {run.ExitCode}."
            : run.Output.Contains("Test Run Aborted", StringComparison.OrdinalIgnoreCase) ? "It was aborted before its end."
            : null;
        return new ProjectOutcome(
            results ?? [],
            problem is null ? null : $"{problem}\n{string.Join('\n', run.Output.Split('\n').TakeLast(MaxOutputLines))}");
    }

    /// <summary>The project's line, and below it its tests' notes, each failed test with its message and each skipped one with its reason.</summary>
    public string Describe(string name, TimeSpan duration)
    {
        var text = new StringBuilder($"{name}  {Counts}  ({duration.TotalSeconds:F1} s)");
        foreach (var note in Results.SelectMany(result => result.Notes))
        {
            text.Append("\n  ").Append(note);
        }

        foreach (var result in Results.Where(result => !result.Passed).OrderBy(result => result.Skipped))
        {
            text.Append('\n').Append(result.Skipped ? "  skipped " : "  FAILED ").Append(result.Name)
                .Append(result.Skipped ? ": " : "\n").Append(Indent(result.Message, result.Skipped));
        }

        if (Problem is not null)
        {
            text.Append("\n  FAILED ").Append(name.TrimEnd()).Append('\n').Append(Indent(Problem, isOneLine: false));
        }

        return text.ToString();
    }

    private static string Indent(string message, bool isOneLine) =>
        isOneLine ? message.ReplaceLineEndings(" ") : "    " + message.ReplaceLineEndings("\n    ");
}
