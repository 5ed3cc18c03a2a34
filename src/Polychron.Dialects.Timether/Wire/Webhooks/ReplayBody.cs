using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timether.Wire.Webhooks;

/// <summary>The range of a replay: <c>{"from":1,"to":500}</c>, both ends inclusive.</summary>
internal static class ReplayBody
{
    // Far above any record's number, and far enough below the end of the numbers to add to it.
    private const long MaxSequence = 1_000_000_000_000;

    /// <summary>Reads it; it ends at the log's last record unless it says where.</summary>
    /// <param name="body">The body.</param>
    /// <param name="head">The log's last record.</param>
    /// <exception cref="Dialects.Errors.RequestException">It is no range, or too long a one.</exception>
    public static (long From, long To) Read(JsonBody body, long head)
    {
        var reader = TimetherBody.Read(body, WebhookBody.Key);
        reader.Require("from");
        var from = reader.WholeNumber("from", 1, MaxSequence).Or(null) ?? 1;
        var to = reader.WholeNumber("to", 1, MaxSequence).Or(null) ?? Math.Max(head, from);
        if (to < from || to - from >= ReplayDeliveries.MaxRecords)
        {
            reader.Fail("to", $"must be from {from} to {from + (ReplayDeliveries.MaxRecords - 1)}: a call replays {ReplayDeliveries.MaxRecords} records at most.");
        }

        reader.ThrowIfInvalid();
        return (from, to);
    }
}
