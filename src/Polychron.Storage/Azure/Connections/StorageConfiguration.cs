using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace Polychron.Storage.Azure.Connections;

/// <summary>
/// Reads the setting <c>AzureWebJobsStorage</c> in the forms that Functions users know: a connection string, or the
/// account's name (or the services' addresses) for an identity.
/// </summary>
internal static class StorageConfiguration
{
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>The connection, or null if the setting is absent or empty: then the embedded store serves.</summary>
    /// <exception cref="FormatException">The setting is there and not understood.</exception>
    public static AzureStorageConnection? Read(IConfiguration configuration)
    {
        if (configuration[Setting] is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return ConnectionString.Parse(text);
        }

        var section = configuration.GetSection(Setting);
        var account = Value(section, "accountName");
        var tables = Value(section, "tableServiceUri");
        var queues = Value(section, "queueServiceUri");
        if (account is null && tables is null && queues is null)
        {
            return null;
        }

        return new AzureStorageConnection(
            Endpoint(account, tables, "table"), Endpoint(account, queues, "queue"), Identity(section));
    }

    private static Uri Endpoint(string? account, string? configured, string service)
    {
        if (configured is not null)
        {
            return ConnectionString.Address(configured, service);
        }

        return account is not null
            ? ConnectionString.DefaultEndpoint(account, service)
            : throw new FormatException($"{Setting}__accountName is missing, or {Setting}__{service}ServiceUri beside the other one.");
    }

    private static TokenCredential Identity(IConfigurationSection section)
    {
        var client = Value(section, "clientId");
        if (string.Equals(Value(section, "credential"), "managedidentity", StringComparison.OrdinalIgnoreCase))
        {
            return new ManagedIdentityCredential(client is null
                ? ManagedIdentityId.SystemAssigned
                : ManagedIdentityId.FromUserAssignedClientId(client));
        }

        return new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = client });
    }

    private static string? Value(IConfigurationSection section, string name)
        => section[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
