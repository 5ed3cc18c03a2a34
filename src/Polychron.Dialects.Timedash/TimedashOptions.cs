using Microsoft.Extensions.Configuration;

namespace Polychron.Dialects.Timedash;

/// <summary>The dialect's settings.</summary>
/// <param name="AllowsHttp">Whether plain HTTP is served to others than this machine: <c>Polychron:Timedash:AllowHttp</c>, false unless set.</param>
internal sealed record TimedashOptions(bool AllowsHttp = false)
{
    public static TimedashOptions Read(IConfiguration configuration) =>
        new(configuration.GetValue("Polychron:Timedash:AllowHttp", false));
}
