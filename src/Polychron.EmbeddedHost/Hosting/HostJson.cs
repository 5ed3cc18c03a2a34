using Microsoft.Extensions.Configuration;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>
/// The settings of host.json, the file that the Functions host on Azure reads: found in the content root, else beside the
/// app. A setting <c>AzureFunctionsJobHost__path__to__value</c> overrides the file's, as there.
/// </summary>
internal static class HostJson
{
    private const string FileName = "host.json";

    /// <summary>The default of the official host for HTTP routes.</summary>
    private const string DefaultRoutePrefix = "api";

    /// <summary>Reads the file, if there is one, with what overrides it.</summary>
    /// <exception cref="InvalidDataException">The file is not JSON.</exception>
    public static IConfiguration Load(string contentRoot, IConfiguration configuration)
    {
        var builder = new ConfigurationBuilder();
        if (SettingsFiles.Find(contentRoot, FileName) is { } path)
        {
            builder.AddJsonFile(path, optional: false, reloadOnChange: false);
        }

        return builder.AddConfiguration(configuration.GetSection("AzureFunctionsJobHost")).Build();
    }

    /// <summary>What stands before every route, without slashes at its ends; may be empty.</summary>
    public static string RoutePrefix(IConfiguration hostJson) =>
        (hostJson["extensions:http:routePrefix"] ?? DefaultRoutePrefix).Trim('/');
}
