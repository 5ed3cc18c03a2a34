namespace Polychron.Settings;

/// <summary>What is wrong with a setting.</summary>
/// <param name="Name">The setting, as people write it.</param>
/// <param name="Text">What is wrong, in words that follow the name; no secret is in it.</param>
/// <param name="Fix">What to write instead or to do, as a sentence.</param>
/// <param name="IsWarning">Whether the server can start nevertheless.</param>
public sealed record SettingProblem(string Name, string Text, string Fix, bool IsWarning = false)
{
    /// <inheritdoc />
    public override string ToString() => $"{Name} {Text}. {Fix}";
}
