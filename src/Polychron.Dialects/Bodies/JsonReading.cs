namespace Polychron.Dialects.Bodies;

/// <summary>How a dialect reads values that are not quite of the type that is asked for.</summary>
public sealed record JsonReading
{
    /// <summary>Only JSON's own booleans and numbers.</summary>
    public static readonly JsonReading Strict = new();

    /// <summary>As most PHP and Ruby servers do: booleans also as 1, 0, "1", "0", "true", "false"; numbers also as text.</summary>
    public static readonly JsonReading Lenient = new() { HasLooseBooleans = true, HasNumbersAsText = true };

    /// <summary>Whether 1, 0, "1", "0", "true" and "false" are booleans.</summary>
    public bool HasLooseBooleans { get; init; }

    /// <summary>Whether "12" is a number.</summary>
    public bool HasNumbersAsText { get; init; }

    /// <summary>Whether "" is null, where anything but a text is read: forms and automation services send it for a field that was not filled in.</summary>
    public bool HasBlankAsNull { get; init; }
}
