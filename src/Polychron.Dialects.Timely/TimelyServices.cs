using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Timely.Wire.Webhooks;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Projects;

namespace Polychron.Dialects.Timely;

/// <summary>Adds the Timely dialect to the app.</summary>
public static class TimelyServices
{
    /// <summary>
    /// Adds the dialect and what people are told of it. Its functions need the services of
    /// <see cref="DialectServices.AddPolychronDialects"/>, the use cases of webhooks and, as all of the app, a directory, a clock
    /// and a source of randomness.
    /// </summary>
    public static IServiceCollection AddTimelyDialect(this IServiceCollection services) => services
        .AddSingleton<IDialect, TimelyDialect>()
        .AddSingleton<BudgetMeter>()
        .AddSingleton<IPayloadForm, TimelyPayload>()
        .AddSingleton(new DialectDescription(
            "Timely",
            TimelyDialect.BasePath,
            "-H \"Authorization: Bearer $TOKEN\"",
            new Uri("https://dev.timelyapp.com/"),
            "/accounts"));
}
