using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Cors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Limits;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects;

/// <summary>Adds what dialects share to the app.</summary>
public static class DialectServices
{
    /// <summary>
    /// Adds the gate, <see cref="BodyReader"/> and <see cref="WriteRunner"/>. Needed besides: <see cref="IAuthenticator"/>,
    /// <see cref="IWorkspaceLog"/>, <see cref="IAllowanceStore"/>, a <see cref="TimeProvider"/>, an <see cref="IDialect"/> for
    /// each dialect, and <c>UseMiddleware&lt;DialectMiddleware&gt;()</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is not acceptable.</exception>
    public static IServiceCollection AddPolychronDialects(this IServiceCollection services, IConfiguration configuration)
    {
        var options = DialectOptions.Read(configuration);
        services.AddSingleton(options);
        services.AddSingleton<DialectTable>();
        services.AddSingleton<RateLimiter>();
        services.AddSingleton<AddressLimiter>();
        services.AddSingleton<Admission>();
        services.AddSingleton(DialectSettings.AllowedOrigins.Read(configuration));
        services.AddSingleton<CrossOriginGate>();
        services.AddSingleton(provider => new BodyReader(options));
        services.AddSingleton(provider => new WriteRunner(
            provider.GetRequiredService<IWorkspaceLog>(), provider.GetRequiredService<BodyReader>()));
        services.AddSingleton(provider => new DialectGate(
            provider.GetRequiredService<DialectTable>(),
            provider.GetRequiredService<Admission>(),
            provider.GetRequiredService<CrossOriginGate>(),
            new RequestMeter(
                provider.GetService<IMeterFactory>(), provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<ILogger<DialectGate>>()));
        return services;
    }
}
