namespace Polychron.EmbeddedHost.Hosting;

/// <summary>The settings that hold if nothing else is said. Every one can be set by local.settings.json, environment or command line.</summary>
internal static class HostDefaults
{
    /// <summary>
    /// The most bytes of a request body that the server itself reads. The app answers 413 in its dialect's form above
    /// 1 MiB; this is the backstop behind it, a little above.
    /// </summary>
    public const long MaxRequestBodyBytes = 1024 * 1024 + 64 * 1024;

    /// <summary>
    /// The most bytes of a body that nobody has read which the server takes, and drops, after the answer, in 5 s at most: so that
    /// who sends them first reads the answer and not that the connection was reset.
    /// </summary>
    public const long MaxDrainedBodyBytes = 8 * 1024 * 1024;

    /// <summary>What is logged: of the framework only warnings and the address it listens at.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings { get; } =
    [
        new(HostSettings.LogLevel.Key, HostSettings.LogLevel.DefaultText),
        new("Logging:LogLevel:Microsoft", "Warning"),
        new("Logging:LogLevel:System", "Warning"),
        new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"),

        // Enabled at any level it opens an activity and a log scope for every request, which nobody reads: the host
        // writes its own line for each request.
        new("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "None"),
    ];
}
