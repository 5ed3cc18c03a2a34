using System.Globalization;
using Polychron.Settings;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>The settings of the embedded host. On Azure there is another host, which has settings of its own.</summary>
internal static class HostSettings
{
    /// <summary>How many seconds a stop waits for running work.</summary>
    public static readonly Setting<double> DrainSeconds = new("Polychron:Host:DrainSeconds", "how long a stop waits for what is running, in seconds")
    {
        Default = 25,
        Parse = text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 3600
            ? seconds
            : throw new FormatException(""),
        Values = "a number of seconds from 0 to 3600",
        Example = "25",
    };

    /// <summary>The most connections at once.</summary>
    public static readonly Setting<int> MaxConnections = Declare.Number(
        "Polychron:Host:MaxConnections", 10_000, 1, 1_000_000, "the most connections that the embedded host has open at once; a further one is closed at once");

    /// <summary>How much is logged of what has no level of its own.</summary>
    public static readonly Setting<string?> LogLevel = Declare.Text(
        "Logging:LogLevel:Default", "Information", LogLevels.Values, "Warning", "how much is logged of what has no level of its own", LogLevels.IsLevel);

    /// <summary>How much is logged of the server's own.</summary>
    public static readonly Setting<string?> OwnLogLevel = Declare.Text(
        "Logging:LogLevel:Polychron", "Information", LogLevels.Values, "Warning", "`Warning` turns the line per request off; any other category can stand in its place", LogLevels.IsLevel);

    /// <summary>The form of log lines.</summary>
    public static readonly Setting<string?> LogFormat = Declare.Text(
        "Logging:Console:FormatterName",
        "simple",
        "simple, json or systemd",
        "json",
        "the form of log lines; `json` for structured ones",
        text => text is "simple" or "json" or "systemd");

    /// <summary>All of them.</summary>
    public static SettingGroup Group { get; } = new(
        "Embedded host", DrainSeconds, MaxConnections, LogLevel, OwnLogLevel, LogFormat)
    {
        Rules = [LogLevels.Check],
    };
}
