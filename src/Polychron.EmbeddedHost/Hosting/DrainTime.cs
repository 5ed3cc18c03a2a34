using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>How long a stop waits for running requests, messages and timers.</summary>
internal static class DrainTime
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(25);

    /// <summary>The configured time, from 0 to 3600 seconds.</summary>
    /// <exception cref="InvalidOperationException">The setting is no such number.</exception>
    public static TimeSpan Read(IConfiguration configuration)
    {
        if (configuration[HostDefaults.DrainSecondsKey] is not { Length: > 0 } text)
        {
            return Default;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 3600
            ? TimeSpan.FromSeconds(seconds)
            : throw new InvalidOperationException($"The setting {HostDefaults.DrainSecondsKey} is '{text}'; it has to be a number of seconds from 0 to 3600.");
    }
}
