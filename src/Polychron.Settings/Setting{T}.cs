using Microsoft.Extensions.Configuration;

namespace Polychron.Settings;

/// <summary>A setting with its type.</summary>
/// <typeparam name="T">What it is read as.</typeparam>
/// <param name="key">Its path in the configuration.</param>
/// <param name="meaning">What it sets, in one line.</param>
public sealed class Setting<T>(string key, string meaning) : Setting(key, meaning)
{
    /// <summary>
    /// Reads a text that is neither empty nor blank. It throws a <see cref="FormatException"/> for one that is not acceptable;
    /// its message says why and does not repeat the text, or is empty where <see cref="Setting.Values"/> says it all.
    /// </summary>
    public required Func<string, T> Parse { get; init; }

    /// <summary>What holds without the setting.</summary>
    public required T Default { get; init; }

    /// <summary>The default for people, where <see cref="Default"/> does not read as one would write it.</summary>
    public string? Otherwise { get; init; }

    /// <summary>Whether an empty value is one, and not the absence of the setting.</summary>
    public bool TakesEmpty { get; init; }

    /// <inheritdoc />
    public override string DefaultText => Otherwise ?? (Default is bool flag ? (flag ? "true" : "false") : $"{Default}");

    /// <summary>The value; the default where the setting is absent, empty or blank.</summary>
    /// <exception cref="SettingException">The value is not acceptable.</exception>
    /// <exception cref="InvalidOperationException">The setting is in no group, so nobody can know of it: a bug.</exception>
    public T Read(IConfiguration configuration)
    {
        if (Group is null)
        {
            throw new InvalidOperationException($"{Name} is declared in no {nameof(SettingGroup)}.");
        }

        if (Text(configuration) is not { } text)
        {
            return Default;
        }

        try
        {
            return Parse(text);
        }
        catch (FormatException wrong)
        {
            throw new SettingException([Problem(text, wrong.Message is { Length: > 0 } reason ? reason : null)]);
        }
    }

    /// <summary>Whether it is set to anything.</summary>
    public bool IsSet(IConfiguration configuration) => Text(configuration) is not null;

    internal override SettingProblem? Check(IConfiguration configuration)
    {
        try
        {
            Read(configuration);
            return null;
        }
        catch (SettingException wrong)
        {
            return wrong.Problems[0];
        }
    }

    private string? Text(IConfiguration configuration) =>
        configuration[Key] is { } text && (TakesEmpty || !string.IsNullOrWhiteSpace(text)) ? text : null;
}
