using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Gate;
using Polychron.Operator.Bootstrap;
using Polychron.Operator.Health;
using Polychron.Operator.Maintenance;
using Polychron.UseCases.Operations;
using Polychron.UseCases.Operations.Health;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Operator;

/// <summary>Adds the operator API to the app.</summary>
public static class OperatorServices
{
    /// <summary>
    /// Adds the operator API, which is off unless <c>Polychron:OperatorKey</c> is set, the bootstrap of an empty store, and
    /// maintenance. Those who follow the logs are the registered <see cref="UseCases.Ports.Log.ILogConsumer"/>s.
    /// </summary>
    /// <exception cref="Settings.SettingException">A setting is not acceptable.</exception>
    public static IServiceCollection AddPolychronOperator(this IServiceCollection services, IConfiguration configuration)
    {
        var options = OperatorOptions.Read(configuration);
        return services
            .AddSingleton<IDialect>(new OperatorDialect(options))
            .AddSingleton(new WorkQueue(PurgeReplies.Queue))
            .AddSingleton(new WorkQueue(LogRetention.Queue))
            .AddSingleton<PoisonMessages>()
            .AddSingleton<MeasureHealth>()
            .AddSingleton<HealthGauges>()
            .AddSingleton<HealthReport>()
            .AddSingleton(RetentionOptions.Read(configuration))
            .AddSingleton(OperatorSettings.BackupsAt.Read(configuration))
            .AddHostedService<BootstrapService>();
    }

    /// <summary>Does at once what the server does at its start: creates the owner that <c>Polychron:Bootstrap</c> describes, if the store is empty.</summary>
    public static Task BootstrapAsync(IServiceProvider services, CancellationToken cancellation) =>
        ActivatorUtilities.CreateInstance<BootstrapService>(services).StartAsync(cancellation);
}
