using Microsoft.Extensions.Configuration;

namespace Polychron.Settings;

/// <summary>
/// One setting of the server: what it is called, what it may be, what holds without it. It is declared once, as a static
/// member next to what it sets, in a <see cref="SettingGroup"/>; nothing else reads the configuration.
/// </summary>
public abstract class Setting
{
    private protected Setting(string key, string meaning)
    {
        Key = key;
        Meaning = meaning;
    }

    /// <summary>Its path in the configuration, such as <c>Polychron:Host:DrainSeconds</c>.</summary>
    public string Key { get; }

    /// <summary>What it sets, in one line for the documentation.</summary>
    public string Meaning { get; }

    /// <summary>Its name as an environment variable, which is how people write it.</summary>
    public string Name => Key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>What its value may be, in words that end "it has to be ...".</summary>
    public required string Values { get; init; }

    /// <summary>The default, as one would write it, or what holds without the setting, in words.</summary>
    public abstract string DefaultText { get; }

    /// <summary>A value that would be accepted, for messages that say how to mend it.</summary>
    public required string Example { get; init; }

    /// <summary>Whether its value is a secret, which no message may repeat.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The group that it is declared in; null before the group is made.</summary>
    internal SettingGroup? Group { get; set; }

    /// <summary>What is wrong with its value, or null.</summary>
    internal abstract SettingProblem? Check(IConfiguration configuration);

    /// <summary>What is wrong with a text, as a message to show.</summary>
    /// <param name="text">The value.</param>
    /// <param name="reason">What is wrong with it; null says what it has to be.</param>
    internal SettingProblem Problem(string text, string? reason) => new(
        Name,
        $"{(IsSecret ? "has a value that is not acceptable (a secret, not shown)" : $"is '{Shorten(text)}'")}: {reason ?? $"it has to be {Values}"}",
        $"For example: {Name}={Example}");

    // On one line and not endless: it goes to a terminal and a log.
    private static string Shorten(string text)
    {
        var line = string.Concat(text.Take(80).Select(c => char.IsControl(c) ? '?' : c));
        return text.Length > 80 ? line + "..." : line;
    }
}
