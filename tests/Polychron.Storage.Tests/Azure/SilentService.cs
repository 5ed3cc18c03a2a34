using Azure.Core.Pipeline;
using Polychron.Storage.Azure;
using Polychron.Storage.Azure.Connections;
using Polychron.Storage.Azure.Tables;
using Polychron.Testing;

namespace Polychron.Storage.Tests.Azure;

/// <summary>A table service that takes requests and never answers; it is asked twice.</summary>
internal sealed class SilentService : HttpMessageHandler
{
    public int Tries { get; private set; }

    public AzureStorage Open()
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(this)) };
        options.Retry.MaxRetries = 1;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.NetworkTimeout = TimeSpan.FromMilliseconds(100);
        return new AzureStorage(ConnectionString.Parse("AccountName=myaccount;AccountKey=c2VjcmV0"), new ManualTime(), options);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Tries++;
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("It never answers.");
    }
}
