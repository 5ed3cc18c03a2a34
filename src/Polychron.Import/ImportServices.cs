using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Import.Functions;
using Polychron.Import.Run;

namespace Polychron.Import;

/// <summary>Adds imports to the app.</summary>
public static class ImportServices
{
    /// <summary>
    /// Adds what the endpoint and the command of imports need beside a directory, the workspaces' logs and a source of
    /// randomness. The endpoint stands behind the operator API's gate: with no operator API in the app it has no key.
    /// </summary>
    /// <exception cref="InvalidOperationException">A setting is not acceptable.</exception>
    public static IServiceCollection AddPolychronImport(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(ImportLimits.Read(configuration))
        .AddSingleton<ImportRun>();
}
