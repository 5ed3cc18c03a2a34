using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Gate;

namespace Polychron.Dialects.Timedash;

/// <summary>Adds the Timedash dialect to the app.</summary>
public static class TimedashServices
{
    /// <summary>
    /// Adds the dialect and what people are told of it. Its functions need the services of
    /// <see cref="DialectServices.AddPolychronDialects"/> and, as all of the app, a clock and a source of randomness.
    /// </summary>
    public static IServiceCollection AddTimedashDialect(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(TimedashOptions.Read(configuration))
        .AddSingleton<IDialect, TimedashDialect>()
        .AddSingleton(new DialectDescription("Timedash", TimedashDialect.BasePath, "-u \"$TOKEN:\"", SamplePath: "/account"));
}
