using Microsoft.Extensions.Configuration;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>
/// The settings of host.json, the file that the Functions host on Azure reads: found in the content root, else beside the
/// app. A setting <c>AzureFunctionsJobHost__path__to__value</c> overrides the file's, as there.
/// </summary>
internal static class HostJson
{
    private const string FileName = "host.json";

    /// <summary>The file's values, if there is one, by the names that override them.</summary>
    /// <exception cref="InvalidDataException">The file is not JSON.</exception>
    public static IReadOnlyDictionary<string, string?> Load(string contentRoot)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (SettingsFiles.Find(contentRoot, FileName) is { } path)
        {
            var file = new ConfigurationBuilder().AddJsonFile(path, optional: false, reloadOnChange: false).Build();
            foreach (var (key, value) in file.AsEnumerable())
            {
                values[$"{HostJsonSettings.Section}:{key}"] = value;
            }
        }

        return values;
    }

    /// <summary>What stands before every route, without slashes at its ends; may be empty.</summary>
    public static string RoutePrefix(IConfiguration configuration) =>
        (HostJsonSettings.RoutePrefix.Read(configuration) ?? HostJsonSettings.RoutePrefix.DefaultText).Trim('/');
}
