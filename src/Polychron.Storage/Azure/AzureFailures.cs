using Azure;
using Azure.Identity;

namespace Polychron.Storage.Azure;

/// <summary>What the failures of the tables' and the queues' pipelines have in common.</summary>
internal static class AzureFailures
{
    /// <summary>
    /// Whether an exception means that the service could not be asked: no connection, time out, no token, or all tries
    /// failed. The caller's own cancellation does not.
    /// </summary>
    public static bool IsUnavailable(Exception exception, CancellationToken cancellation) => exception switch
    {
        OperationCanceledException => !cancellation.IsCancellationRequested,
        RequestFailedException or AuthenticationFailedException or IOException or HttpRequestException => true,
        AggregateException all => all.InnerExceptions.All(inner => IsUnavailable(inner, cancellation)),
        _ => false,
    };
}
