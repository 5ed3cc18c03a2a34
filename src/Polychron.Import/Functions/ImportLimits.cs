using Microsoft.Extensions.Configuration;
using Polychron.Settings;

namespace Polychron.Import.Functions;

/// <summary>The limits of uploads.</summary>
/// <param name="MaxBytes">The most bytes of an uploaded file, as sent and as unpacked.</param>
public sealed record ImportLimits(long MaxBytes)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">The number is not acceptable.</exception>
    public static ImportLimits Read(IConfiguration configuration) => new(ImportSettings.MaxBytes.Read(configuration));
}
