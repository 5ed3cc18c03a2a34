using Microsoft.Extensions.Configuration;

namespace Polychron.Dialects;

/// <summary>The settings that all dialects share.</summary>
/// <param name="IsRateLimited">Whether rate limits hold: <c>Polychron:RateLimits:Enabled</c>, true unless set.</param>
/// <param name="MaxBodyBytes">The most bytes of a request body, from 1 KiB to 16 MiB: <c>Polychron:Requests:MaxBodyBytes</c>, 1 MiB unless set. The embedded host's own backstop has to be above it.</param>
internal sealed record DialectOptions(bool IsRateLimited = true, int MaxBodyBytes = 1024 * 1024)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A setting is not acceptable.</exception>
    public static DialectOptions Read(IConfiguration configuration)
    {
        var options = new DialectOptions(
            configuration.GetValue("Polychron:RateLimits:Enabled", true),
            configuration.GetValue("Polychron:Requests:MaxBodyBytes", 1024 * 1024));
        return options.MaxBodyBytes is >= 1024 and <= 16 * 1024 * 1024
            ? options
            : throw new InvalidOperationException("Polychron:Requests:MaxBodyBytes is from 1024 to 16777216.");
    }
}
