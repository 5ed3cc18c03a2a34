using Microsoft.Extensions.Configuration;
using Polychron.Settings;

namespace Polychron.Dialects;

/// <summary>The settings that all dialects share.</summary>
/// <param name="IsRateLimited">Whether rate limits hold.</param>
/// <param name="MaxBodyBytes">The most bytes of a request body. The embedded host's own backstop is above it.</param>
internal sealed record DialectOptions(bool IsRateLimited = true, int MaxBodyBytes = 1024 * 1024)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">A setting is not acceptable.</exception>
    public static DialectOptions Read(IConfiguration configuration) => new(
        DialectSettings.RateLimitsEnabled.Read(configuration), DialectSettings.MaxBodyBytes.Read(configuration));
}
