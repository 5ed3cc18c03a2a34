using Azure;
using Azure.Storage.Queues.Models;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Azure.Queues;

/// <summary>The one place that turns the queue service's failures into the port's answers and exceptions.</summary>
internal static class QueueFailures
{
    public static bool IsMissingQueue(RequestFailedException failure) => failure.ErrorCode == QueueErrorCode.QueueNotFound;

    /// <summary>
    /// Whether the message is gone or another receiver has it. A receipt or id that is none at all is answered as a bad
    /// parameter; whoever brings it does not hold the message either.
    /// </summary>
    public static bool IsNoLongerHeld(RequestFailedException failure)
        => failure.ErrorCode is { } code
            && (code == QueueErrorCode.MessageNotFound || code == QueueErrorCode.PopReceiptMismatch
                || code == QueueErrorCode.QueueNotFound || code == QueueErrorCode.InvalidQueryParameterValue);

    public static StorageUnavailableException Unavailable(Exception failure) => failure is RequestFailedException { Status: > 0 } answer
        ? new StorageUnavailableException($"The queue service answered {answer.Status} {answer.ErrorCode}.", failure)
        : new StorageUnavailableException("The queue service could not be reached: " + failure.Message, failure);
}
