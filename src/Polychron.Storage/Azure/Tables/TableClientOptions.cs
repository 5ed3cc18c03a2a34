using Azure.Core;

namespace Polychron.Storage.Azure.Tables;

/// <summary>How patient the table client is. A request that a person waits for must not be retried for minutes.</summary>
internal sealed class TableClientOptions : ClientOptions
{
    public TableClientOptions()
    {
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = 4;
        Retry.Delay = TimeSpan.FromMilliseconds(200);
        Retry.MaxDelay = TimeSpan.FromSeconds(4);

        // Of one try, not of all.
        Retry.NetworkTimeout = TimeSpan.FromSeconds(15);
    }
}
