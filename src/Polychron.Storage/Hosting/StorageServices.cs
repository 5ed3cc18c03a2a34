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
    /// <summary>The setting of the embedded store's folder; a relative path counts from the current directory.</summary>
    public const string DataPathSetting = "Polychron:DataPath";

    private const string DefaultDataPath = "data";

    /// <summary>
    /// Registers <see cref="ITableStore"/> and <see cref="IQueueStore"/>, <see cref="IBackups"/> and <see cref="IStoreFiles"/>. Where <c>AzureWebJobsStorage</c> is absent or
    /// empty they are the embedded store in the folder <c>Polychron:DataPath</c> (default <c>data</c>), which is opened
    /// when the host starts and closed when the host is disposed. Where it is a connection string
    /// (<c>UseDevelopmentStorage=true</c> for the emulator), or <c>AzureWebJobsStorage__accountName</c> is set, they are
    /// the tables and queues of that storage account. Needs a <see cref="TimeProvider"/> and an <see cref="IClock"/> among the services.
    /// </summary>
    /// <exception cref="FormatException">The setting is not understood; the message does not repeat it.</exception>
    public static IServiceCollection AddPolychronStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = StorageConfiguration.Read(configuration);
        if (connection is null)
        {
            AddEmbedded(
                services,
                configuration[DataPathSetting] is { Length: > 0 } folder ? folder : DefaultDataPath,
                BackupOptions.Read(configuration));
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
        services.AddSingleton<ITableStore>(provider => new CountingTableStore(provider.GetRequiredService<SqliteStorage>().Tables));
        services.AddSingleton(provider => provider.GetRequiredService<SqliteStorage>().Queues);
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
        services.AddSingleton<ITableStore>(provider => new CountingTableStore(provider.GetRequiredService<AzureStorage>().Tables));
        services.AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Queues);

        services.AddSingleton(provider => provider.GetRequiredService<AzureStorage>().Scan(
            provider.GetServices<WorkQueue>().SelectMany(queue => new[] { queue.Name, queue.PoisonName })));
        services.AddSingleton<IBackups, AccountBackups>();
        services.AddSingleton<IStoreFiles>(provider => new AccountFiles(provider.GetRequiredService<IStoreScanner>));

        // Hosts and paths only: an address could carry a password or a signature.
        services.AddSingleton(new StoragePlace(
            $"tables at {Plain(connection.Tables)}, queues at {Plain(connection.Queues)}, "
            + (connection.Key is null ? "with an identity" : "with the account's key")));
    }

    private static string Plain(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
