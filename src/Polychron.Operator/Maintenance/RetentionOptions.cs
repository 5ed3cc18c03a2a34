using Microsoft.Extensions.Configuration;
using NodaTime;
using Polychron.Settings;

namespace Polychron.Operator.Maintenance;

/// <summary>How long records of the log are kept.</summary>
/// <param name="Keep">How long; null for ever.</param>
public sealed record RetentionOptions(Duration? Keep)
{
    /// <summary>Reads the setting; absent or empty keeps records for ever.</summary>
    /// <exception cref="SettingException">It is no number of days, or fewer than <see cref="OperatorSettings.MinRetentionDays"/>.</exception>
    public static RetentionOptions Read(IConfiguration configuration) =>
        new(OperatorSettings.RetentionDays.Read(configuration) is { } days ? Duration.FromDays(days) : (Duration?)null);
}
