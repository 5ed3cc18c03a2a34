using System.Globalization;

namespace Polychron.Settings;

/// <summary>Declares settings of the ordinary types.</summary>
public static class Declare
{
    // Azure leaves the reference itself in the place of a secret that it cannot fetch: long enough for a key, and known to all
    // who read the deployment.
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static Setting<bool> Flag(string key, bool otherwise, string meaning) => new(key, meaning)
    {
        Default = otherwise,
        Parse = text => bool.TryParse(text, out var value) ? value : throw new FormatException(""),
        Values = "true or false",
        Example = otherwise ? "false" : "true",
    };

    /// <summary>A whole number.</summary>
    /// <param name="key">The setting's path.</param>
    /// <param name="otherwise">The default.</param>
    /// <param name="least">The least that is taken, 0 or more.</param>
    /// <param name="most">The most that is taken.</param>
    /// <param name="meaning">What it sets.</param>
    public static Setting<int> Number(string key, int otherwise, int least, int most, string meaning) => new(key, meaning)
    {
        Default = otherwise,
        Parse = text => (int)WholeNumber(text, least, most),
        Values = Between(least, most),
        Example = $"{otherwise}",
    };

    /// <summary>A whole number of 64 bits.</summary>
    /// <inheritdoc cref="Number(string, int, int, int, string)"/>
    public static Setting<long> LongNumber(string key, long otherwise, long least, long most, string meaning) => new(key, meaning)
    {
        Default = otherwise,
        Parse = text => WholeNumber(text, least, most),
        Values = Between(least, most),
        Example = $"{otherwise}",
    };

    /// <summary>A whole number with no number for a default.</summary>
    /// <param name="key">The setting's path.</param>
    /// <param name="otherwise">What holds without it, in words.</param>
    /// <param name="least">The least that is taken, 0 or more.</param>
    /// <param name="most">The most that is taken.</param>
    /// <param name="example">A number to show.</param>
    /// <param name="meaning">What it sets.</param>
    public static Setting<int?> OptionalNumber(string key, string otherwise, int least, int most, int example, string meaning) => new(key, meaning)
    {
        Default = null,
        Otherwise = otherwise,
        Parse = text => (int)WholeNumber(text, least, most),
        Values = Between(least, most),
        Example = $"{example}",
    };

    /// <summary>A time in the form <c>[days.]hours:minutes:seconds[.fraction]</c>.</summary>
    public static Setting<TimeSpan> Time(string key, TimeSpan otherwise, TimeSpan least, TimeSpan most, string meaning) => new(key, meaning)
    {
        Default = otherwise,
        Parse = text => TimeOf(text, least, most),
        Values = $"a time such as 00:00:30 or 5.00:00:00 (days, then hours, minutes, seconds), from {least} to {most}",
        Example = $"{otherwise}",
    };

    /// <summary>A text, or null without it.</summary>
    /// <param name="key">The setting's path.</param>
    /// <param name="otherwise">What holds without it, in words or as one would write it.</param>
    /// <param name="values">What the text has to be.</param>
    /// <param name="example">A text to show.</param>
    /// <param name="meaning">What it sets.</param>
    /// <param name="isGood">Whether a text is acceptable; null takes all.</param>
    public static Setting<string?> Text(
        string key, string otherwise, string values, string example, string meaning, Func<string, bool>? isGood = null) => new(key, meaning)
    {
        Default = null,
        Otherwise = otherwise,
        Parse = text => isGood?.Invoke(text) != false ? text : throw new FormatException(""),
        Values = values,
        Example = example,
    };

    /// <summary>A secret text of a length, or null without it.</summary>
    /// <param name="key">The setting's path.</param>
    /// <param name="otherwise">What holds without it, in words.</param>
    /// <param name="least">The fewest characters.</param>
    /// <param name="most">The most characters.</param>
    /// <param name="meaning">What it sets.</param>
    public static Setting<string?> Secret(string key, string otherwise, int least, int most, string meaning) => new(key, meaning)
    {
        Default = null,
        Otherwise = otherwise,
        IsSecret = true,
        Parse = text =>
            text.StartsWith(UnresolvedReference, StringComparison.OrdinalIgnoreCase)
                ? throw new FormatException("it is a Key Vault reference that Azure did not resolve; look at the secret's name, the identity's role and the vault's network")
            : text.Length < least || text.Length > most
                ? throw new FormatException($"it has {text.Length} characters; {least} to {most} are taken")
            : text,
        Values = $"{least} to {most} characters",
        Example = "<what `openssl rand -hex 32` prints>",
    };

    /// <summary>Reads a time within bounds, both taken.</summary>
    /// <exception cref="FormatException">It is none; the message is empty.</exception>
    public static TimeSpan TimeOf(string text, TimeSpan least, TimeSpan most) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : throw new FormatException("");

    private static long WholeNumber(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new FormatException("");

    private static string Between(long least, long most) => $"a whole number from {least} to {most}";
}
