using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Polychron.Settings;
using Polychron.Storage.Hosting;

namespace Polychron.Storage.Azure.Connections;

/// <summary>
/// Reads the setting <c>AzureWebJobsStorage</c> in the forms that Functions users know: a connection string, or the
/// account's name (or the services' addresses) for an identity.
/// </summary>
internal static class StorageConfiguration
{
    /// <summary>Whether the data are in a storage account, or its emulator, and not in the embedded store.</summary>
    public static bool IsAccount(IConfiguration configuration) =>
        StorageSettings.Connection.IsSet(configuration) || StorageSettings.AccountName.IsSet(configuration)
        || StorageSettings.TableServiceUri.IsSet(configuration) || StorageSettings.QueueServiceUri.IsSet(configuration);

    /// <summary>The connection, or null if the setting is absent or empty: then the embedded store serves.</summary>
    /// <exception cref="SettingException">The setting is there and not understood, or one service's address is there alone; the message repeats no secret.</exception>
    public static AzureStorageConnection? Read(IConfiguration configuration)
    {
        if (StorageSettings.Connection.Read(configuration) is { } connection)
        {
            return connection;
        }

        if (!IsAccount(configuration))
        {
            return null;
        }

        var account = StorageSettings.AccountName.Read(configuration);
        return new AzureStorageConnection(
            Endpoint(account, StorageSettings.TableServiceUri.Read(configuration), "table"),
            Endpoint(account, StorageSettings.QueueServiceUri.Read(configuration), "queue"),
            Identity(configuration));
    }

    private static Uri Endpoint(string? account, string? configured, string service)
    {
        if (configured is not null)
        {
            return ConnectionString.Address(configured, service);
        }

        return account is not null
            ? ConnectionString.DefaultEndpoint(account, service)
            : throw new SettingException([StorageSettings.OneServiceAlone]);
    }

    private static TokenCredential Identity(IConfiguration configuration)
    {
        var client = StorageSettings.ClientId.Read(configuration);
        return StorageSettings.Credential.IsSet(configuration)
            ? new ManagedIdentityCredential(client is null
                ? ManagedIdentityId.SystemAssigned
                : ManagedIdentityId.FromUserAssignedClientId(client))
            : new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = client });
    }
}
