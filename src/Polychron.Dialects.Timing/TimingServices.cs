using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Gate;

namespace Polychron.Dialects.Timing;

/// <summary>Adds the Timing dialect to the app.</summary>
public static class TimingServices
{
    /// <summary>
    /// Adds the dialect and what people are told of it. Its functions need the services of
    /// <see cref="DialectServices.AddPolychronDialects"/> and, as all of the app, a clock and a source of randomness.
    /// </summary>
    public static IServiceCollection AddTimingDialect(this IServiceCollection services) => services
        .AddSingleton<IDialect, TimingDialect>()
        .AddSingleton(new DialectDescription(
            "Timing",
            TimingDialect.BasePath,
            "-H \"Authorization: Bearer $TOKEN\"",
            new Uri("https://web.timingapp.com/docs/"),
            "/projects/hierarchy"));
}
