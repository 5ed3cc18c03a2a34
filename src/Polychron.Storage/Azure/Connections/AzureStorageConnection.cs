using Azure.Core;

namespace Polychron.Storage.Azure.Connections;

/// <summary>
/// Where the tables and queues of a storage account are, and how to be let in: with the account's key or with a token of
/// an identity. A class and not a record, so that nothing prints the key by printing this.
/// </summary>
public sealed class AzureStorageConnection
{
    internal AzureStorageConnection(Uri tables, Uri queues, AccountKey key)
        => (Tables, Queues, Key) = (tables, queues, key);

    internal AzureStorageConnection(Uri tables, Uri queues, TokenCredential identity)
        => (Tables, Queues, Identity) = (tables, queues, identity);

    /// <summary>The base address of the tables, without a slash at its end.</summary>
    public Uri Tables { get; }

    /// <summary>The base address of the queues, without a slash at its end.</summary>
    public Uri Queues { get; }

    internal AccountKey? Key { get; }

    internal TokenCredential? Identity { get; }
}
