namespace Polychron.Settings;

/// <summary>Settings are not acceptable. The message names each with what is wrong and how to mend it, and shows no secret.</summary>
public sealed class SettingException : InvalidOperationException
{
    /// <summary>An exception for problems, one at least.</summary>
    public SettingException(IReadOnlyList<SettingProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<SettingProblem> Problems { get; }
}
