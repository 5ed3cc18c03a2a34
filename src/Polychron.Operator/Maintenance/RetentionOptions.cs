using System.Globalization;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Polychron.Operator.Maintenance;

/// <summary>How long records of the log are kept.</summary>
/// <param name="Keep">How long; null for ever.</param>
public sealed record RetentionOptions(Duration? Keep)
{
    /// <summary>The setting: whole days.</summary>
    public const string Setting = "Polychron:Log:RetentionDays";

    /// <summary>The shortest time: commits that are in doubt, instances that sleep and clocks that differ are done long before.</summary>
    public const int MinDays = 7;

    /// <summary>Reads the setting; absent or empty keeps records for ever.</summary>
    /// <exception cref="FormatException">It is no number of days, or fewer than <see cref="MinDays"/>.</exception>
    public static RetentionOptions Read(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } text)
        {
            return new RetentionOptions((Duration?)null);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= MinDays and <= 36_500
            ? new RetentionOptions(Duration.FromDays(days))
            : throw new FormatException($"{Setting} is a number of days from {MinDays} to 36500.");
    }
}
