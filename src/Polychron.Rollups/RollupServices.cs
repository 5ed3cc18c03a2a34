using Microsoft.Extensions.DependencyInjection;
using Polychron.Rollups.Cells;
using Polychron.Rollups.Checkpoints;
using Polychron.Rollups.Fold;
using Polychron.Rollups.Functions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Rollups;

/// <summary>Adds the rollups to the app.</summary>
public static class RollupServices
{
    /// <summary>
    /// Adds what keeps the cells up: compaction, rebuild and verification, and the rollups among the <see cref="ILogConsumer"/>s.
    /// Without it reports are as exact, from the log and the entries alone.
    /// </summary>
    public static IServiceCollection AddPolychronRollups(this IServiceCollection services) => services
        .AddSingleton<RollupMeter>()
        .AddSingleton<Compactor>()
        .AddSingleton<Rebuilder>()
        .AddSingleton<Verifier>()
        .AddSingleton(new WorkQueue(RollupConsumer.Queue))
        .AddSingleton(new WorkQueue(RebuildFunctions.Queue))
        .AddSingleton(new WorkQueue(VerifyFunctions.Queue))
        .AddSingleton<ILogConsumer, RollupConsumer>();
}
