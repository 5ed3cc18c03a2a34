using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Dialects;
using Polychron.Dialects.Timedash;
using Polychron.Functions.Telemetry;
using Polychron.Import;
using Polychron.Operator;
using Polychron.Settings;
using Polychron.Storage.Hosting;
using Polychron.Webhooks;

namespace Polychron.Functions;

/// <summary>All settings of the app, and their check before anything is opened or made.</summary>
internal static class AppSettings
{
    /// <summary>The exit code where settings are not acceptable: that of sysexits.h for a configuration error.</summary>
    public const int NotAcceptable = 78;

    /// <summary>The settings of the app's parts; the host's own are among its services.</summary>
    public static IReadOnlyList<SettingGroup> Groups { get; } =
    [
        ServerAddress.Group, StorageSettings.Group, OperatorSettings.Group, DialectSettings.Group, TimedashSettings.Group, ImportSettings.Group, WebhookSettings.Group,
        OtlpSettings.Group, Together,
    ];

    /// <summary>What has to hold between parts that do not know each other.</summary>
    private static SettingGroup Together => new("Together")
    {
        Rules =
        [
            configuration => StorageServices.IsInAzure(configuration) && WebhookSettings.AllowLoopback.Read(configuration)
                ? [new(
                    WebhookSettings.AllowLoopback.Name,
                    "is true on a storage account in Azure: webhooks could reach what listens on the machine itself, such as its identity",
                    "Leave it out; it is for trying webhooks on your own machine.")]
                : [],
            configuration => StorageServices.IsInAzure(configuration) && WebhookSettings.AllowHttp.Read(configuration)
                ? [new(
                    WebhookSettings.AllowHttp.Name,
                    "is true on a storage account in Azure: what webhooks tell can be read on its way",
                    "Leave it out, unless that network is yours.",
                    IsWarning: true)]
                : [],
            configuration => StorageServices.IsInAzure(configuration) && !DialectSettings.RateLimitsEnabled.Read(configuration)
                ? [new(
                    DialectSettings.RateLimitsEnabled.Name,
                    "is false on a storage account in Azure: nothing slows down who tries tokens or asks without end",
                    "Leave it out.",
                    IsWarning: true)]
                : [],
        ],
    };

    /// <summary>
    /// Checks all of them. Errors go to standard error, and the caller ends the process with <see cref="NotAcceptable"/>:
    /// an exception would bury them in its stack trace, of which the host on Azure keeps three lines. Warnings go there too.
    /// </summary>
    /// <returns>Whether the app can start.</returns>
    public static bool Check(IServiceCollection services, IConfiguration configuration)
    {
        var report = SettingReport.Of(configuration, Groups.Union(SettingGroup.Registered(services)));
        foreach (var warning in report.Warnings)
        {
            Console.Error.WriteLine($"warning: {warning}");
        }

        if (report.Errors.Count > 0)
        {
            Console.Error.WriteLine(report.Describe());
        }

        return report.Errors.Count == 0;
    }
}
