using Polychron.Storage.Azure.Connections;
using Polychron.Storage.Azure.Queues;
using Polychron.Storage.Azure.Tables;
using Polychron.Storage.Scanning;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Azure;

/// <summary>The tables and queues of a storage account (or of its emulator). It holds nothing that has to be closed.</summary>
public sealed class AzureStorage
{
    private readonly AzureTableStore _tables;

    internal AzureStorage(AzureStorageConnection connection, TimeProvider time, TableClientOptions options)
    {
        Connection = connection;
        _tables = new AzureTableStore(new TableRestClient(connection, time, options));
        Queues = new AzureQueueStore(connection);
    }

    /// <summary>Where it is.</summary>
    public AzureStorageConnection Connection { get; }

    /// <summary>The tables.</summary>
    public ITableStore Tables => _tables;

    /// <summary>The queues.</summary>
    public IQueueStore Queues { get; }

    /// <summary>Reads all of it.</summary>
    /// <param name="queues">The queues to look into.</param>
    internal IStoreScanner Scan(IEnumerable<string> queues) => new AzureScanner(_tables, Queues, [.. queues]);

    /// <summary>Uses a storage account. Nothing is sent before the first operation.</summary>
    /// <param name="connection">Where it is, and how to be let in.</param>
    /// <param name="time">The clock of the requests' signatures; the service refuses one that is wrong by a quarter of an hour.</param>
    public static AzureStorage Use(AzureStorageConnection connection, TimeProvider time) => new(connection, time, new TableClientOptions());

    /// <summary>Uses the storage account of a connection string; <c>UseDevelopmentStorage=true</c> is the emulator's.</summary>
    /// <exception cref="FormatException">The string is not understood; the message does not repeat it.</exception>
    public static AzureStorage Use(string connectionString, TimeProvider time) => Use(ConnectionString.Parse(connectionString), time);
}
