using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire.Events;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Events" by the hundred.</summary>
public sealed class BulkEventFunctions(WriteRunner writes)
{
    /// <summary>"Create bulk events", "Update bulk events" and "Delete bulk events": one path and one write for all three.</summary>
    [Function("TimelyBulkEvents")]
    public Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.BulkEvents)] HttpRequest request) =>
        writes.RunAsync(request, BulkBody.Read, static async (body, transaction) =>
            Reply.Ok(BulkJson.Render(body, await BulkEntries.RunAsync(transaction, body.Command).ConfigureAwait(false))));
}
