using Polychron.Settings;

namespace Polychron.Dialects;

/// <summary>The settings that hold for all dialects.</summary>
public static class DialectSettings
{
    /// <summary>Whether rate limits hold.</summary>
    public static readonly Setting<bool> RateLimitsEnabled = Declare.Flag(
        "Polychron:RateLimits:Enabled", true, "`false` turns all rate limits off, that of wrong tokens among them");

    /// <summary>The most bytes of a request body.</summary>
    public static readonly Setting<int> MaxBodyBytes = Declare.Number(
        "Polychron:Requests:MaxBodyBytes", 1024 * 1024, 1024, 16 * 1024 * 1024, "the most bytes of a request body, as sent");

    /// <summary>The origins whose pages may call the dialects with a token in a header.</summary>
    internal static readonly Setting<Cors.AllowedOrigins> AllowedOrigins = new(
        "Polychron:Cors:AllowedOrigins",
        "the origins whose web pages may call Timing, Timely and Timether from a browser; `*` for every page, which has to bring its token. Timedash is documented to allow every page, Timespace allows none, since its token is a cookie")
    {
        Default = Cors.AllowedOrigins.None,
        Otherwise = "none",
        Parse = Cors.AllowedOrigins.Parse,
        Values = "* or origins as browsers write them (https://app.example.com), separated by blanks",
        Example = "https://app.example.com http://localhost:5173",
    };

    /// <summary>All of them.</summary>
    public static SettingGroup Group { get; } = new("Requests", RateLimitsEnabled, MaxBodyBytes, AllowedOrigins);
}
