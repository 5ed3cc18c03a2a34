using Microsoft.Extensions.DependencyInjection;
using Polychron.Storage.Diagnostics;
using Polychron.Storage.Health;
using Polychron.Storage.Limits;
using Polychron.Storage.Log;
using Polychron.Storage.Rollups;
using Polychron.Storage.Transfer;
using Polychron.Storage.UserDirectory;
using Polychron.Storage.Webhooks;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Forms;
using Polychron.UseCases.Ports.Health;
using Polychron.UseCases.Ports.Limits;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Rollups;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Projects;

namespace Polychron.Storage.Hosting;

/// <summary>Registers what stands on the table port: the workspaces' logs, the directory and the rate limits' counts.</summary>
public static class LogServices
{
    /// <summary>
    /// Registers <see cref="IWorkspaceLog"/>, <see cref="IWorkspaceNews"/>, <see cref="IRollupStore"/>, <see cref="IDirectory"/>,
    /// <see cref="IOAuthDirectory"/>, <see cref="IFormStore"/>, <see cref="IAllowanceStore"/>, <see cref="IHealthStore"/>,
    /// <see cref="IDispatchCheckpoints"/>, <see cref="IDeliveryLog"/> and <see cref="IStoreTransfer"/>. Needs the table port, an
    /// <see cref="UseCases.Ports.Ambient.IRandomSource"/>, a <see cref="NodaTime.IClock"/> and a <see cref="TimeProvider"/> among the services.
    /// </summary>
    public static IServiceCollection AddPolychronLogs(this IServiceCollection services) => services
        .AddSingleton<LogMeter>()
        .AddSingleton<IWriteConsequence, BudgetWatch>()
        .AddSingleton<IWorkspaceLog, WorkspaceLog>()
        .AddSingleton<TableDirectory>()
        .AddSingleton<IOAuthDirectory>(provider => provider.GetRequiredService<TableDirectory>())
        .AddSingleton<IDirectory>(provider => provider.GetRequiredService<IOAuthDirectory>())
        .AddSingleton<NewsBoard>()
        .AddSingleton<IWorkspaceNews>(provider => provider.GetRequiredService<NewsBoard>())
        .AddSingleton<IStoreTransfer, StoreTransfer>()
        .AddSingleton<IRollupStore, RollupStore>()
        .AddSingleton<IFormStore, TableFormStore>()
        .AddSingleton<IAllowanceStore, TableAllowanceStore>()
        .AddSingleton<IHealthStore, TableHealthStore>()
        .AddSingleton<IDispatchCheckpoints, TableDispatchCheckpoints>()
        .AddSingleton<IDeliveryLog, TableDeliveryLog>();
}
