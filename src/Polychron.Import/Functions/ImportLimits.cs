using Microsoft.Extensions.Configuration;

namespace Polychron.Import.Functions;

/// <summary>The limits of uploads.</summary>
/// <param name="MaxBytes">The most bytes of an uploaded file, as sent and as unpacked: <c>Polychron:Imports:MaxBytes</c>, 1 GiB unless set.</param>
public sealed record ImportLimits(long MaxBytes)
{
    private const string Setting = "Polychron:Imports:MaxBytes";
    private const long Default = 1L << 30;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">The number is not positive.</exception>
    public static ImportLimits Read(IConfiguration configuration) => configuration.GetValue(Setting, Default) is > 0 and var bytes
        ? new ImportLimits(bytes)
        : throw new InvalidOperationException($"{Setting} is a number of bytes above 0.");
}
