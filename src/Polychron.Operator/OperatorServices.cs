using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects.Gate;
using Polychron.Operator.Bootstrap;
using Polychron.Operator.Maintenance;
using Polychron.UseCases.Operations;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Operator;

/// <summary>Adds the operator API to the app.</summary>
public static class OperatorServices
{
    /// <summary>Adds the operator API, which is off unless <c>Polychron:OperatorKey</c> is set, and the bootstrap of an empty store.</summary>
    /// <exception cref="InvalidOperationException">The operator key is too short.</exception>
    public static IServiceCollection AddPolychronOperator(this IServiceCollection services, IConfiguration configuration)
    {
        var options = OperatorOptions.Read(configuration);
        return services
            .AddSingleton<IDialect>(new OperatorDialect(options))
            .AddSingleton(new WorkQueue(PurgeReplies.Queue))
            .AddSingleton<PoisonMessages>()
            .AddHostedService<BootstrapService>();
    }
}
