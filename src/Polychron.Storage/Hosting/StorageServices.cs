using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Storage.Azure;
using Polychron.Storage.Azure.Connections;
using NodaTime;
using Polychron.Storage.Diagnostics;
using Polychron.Storage.Scanning;
using Polychron.Storage.Sqlite;
using Polychron.Storage.Sqlite.Backups;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Hosting;

/// <summary>Registers the storage ports.</summary>
public static class StorageServices
{
    /// <summary>Whether the data are in a storage account that is not on this machine, as the emulator's is.</summary>
    /// <exception cref="Settings.SettingException">The setting is not understood.</exception>
    public static bool IsInAzure(IConfiguration configuration) => StorageConfiguration.Read(configuration) is { Tables.IsLoopback: false };

    /// <summary>
    /// Registers <see cref="ITableStore"/> and <see cref="IQueueStore"/>, <see cref="IBackups"/> and <see cref="IStoreFiles"/>. Where <c>AzureWebJobsStorage</c> is absent or
    /// empty they are the embedded store in the folder <c>Polychron:DataPath</c> (default <c>data</c>), which is opened
    /// when the host starts and closed when the host is disposed. Where it is a connection string
    /// (<c>UseDevelopmentStorage=true</c> for the emulator), or <c>AzureWebJobsStorage__accountName</c> is set, they are
    /// the tables and queues of that storage account. Needs a <see cref="TimeProvider"/> and an <see cref="IClock"/> among the services.
    /// </summary>
    /// <exception cref="Settings.SettingException">The setting is not understood; the message does not repeat it.</exception>
    public static IServiceCollection AddPolychronStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = StorageConfiguration.Read(configuration);
        if (connection is null)
        {
            AddEmbedded(
                services, StorageSettings.DataPath.Read(configuration) ?? StorageSettings.DataPath.DefaultText, BackupOptions.Read(configuration));
        }
        else
        {
            AddAzure(services, connection);
        }

        return services.AddHostedService<StorageStart>();
    }

    private static void AddEmbedded(IServiceCollection services, string folder, BackupOptions backups)
    {
        services.AddSingleton(provider => SqliteStorage.Open(folder, provider.GetRequiredService<TimeProvider>()));
        AddMeasured(services, StorageMeter.Sqlite, provider => provider.GetRequiredService<SqliteStorage>().Tables, provider => provider.GetRequiredService<SqliteStorage>().Queues);
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Scanner);
        services.AddSingleton(backups).AddSingleton<IBackups, SqliteBackups>();

        // Not opened before it is asked for: a restore needs the folder to itself.
        services.AddSingleton<IStoreFiles>(provider => new SqliteFiles(
            folder, provider.GetRequiredService<SqliteStorage>, provider.GetRequiredService<IClock>()));
        services.AddSingleton(provider => new StoragePlace($"embedded, in {provider.GetRequiredService<SqliteStorage>().Folder}"));
    }

    private static void AddAzure(IServiceCollection services, AzureStorageConnection connection)
    {
        services.AddSingleton(provider => AzureStorage.Use(connection, provider.GetRequiredService<TimeProvider>()));
        AddMeasured(services, StorageMeter.AzureTables, provider => provider.GetRequiredService<AzureStorage>().Tables, provider => provider.GetRequiredService<AzureStorage>().Queues);

        services.AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Scan(
            provider.GetServices<WorkQueue>().SelectMany(queue => new[] { queue.Name, queue.PoisonName })));
        services.AddSingleton<IBackups, AccountBackups>();
        services.AddSingleton<IStoreFiles>(provider => new AccountFiles(provider.GetRequiredService<IStoreScanner>));

        // Hosts and paths only: an address could carry a password or a signature.
        services.AddSingleton(new StoragePlace(
            $"tables at {Plain(connection.Tables)}, queues at {Plain(connection.Queues)}, "
            + (connection.Key is null ? "with an identity" : "with the account's key")));
    }

    private static void AddMeasured(
        IServiceCollection services, string system, Func<IServiceProvider, ITableStore> tables, Func<IServiceProvider, IQueueStore> queues)
    {
        services.AddSingleton(provider => new StorageMeter(provider.GetService<IMeterFactory>(), system));
        services.AddSingleton<ITableStore>(provider => new MeasuredTableStore(tables(provider), provider.GetRequiredService<StorageMeter>()));
        services.AddSingleton<IQueueStore>(provider => new MeasuredQueueStore(queues(provider), provider.GetRequiredService<StorageMeter>()));
    }

    private static string Plain(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
