using Microsoft.Extensions.Configuration;

namespace Polychron.Dialects.Timedash;

/// <summary>The dialect's settings.</summary>
/// <param name="AllowsHttp">Whether plain HTTP is served to others than this machine.</param>
internal sealed record TimedashOptions(bool AllowsHttp = false)
{
    public static TimedashOptions Read(IConfiguration configuration) => new(TimedashSettings.AllowHttp.Read(configuration));
}
