using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Gate;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Rates;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>Gives many hours new rates in writes of their own before the change that asks for it.</summary>
internal static class RerateRunner
{
    private const int MaxSweeps = 5;

    /// <summary>
    /// Reads the request's body twice, here and in the write that follows, which is the one that an <c>Idempotency-Key</c>
    /// counts for: what is done here is done again by nobody, since those hours have their rates by then.
    /// </summary>
    public static async Task PrepareAsync<TCommand>(
        HttpRequest request,
        BodyReader bodies,
        IWorkspaceLog log,
        Func<JsonBody, TCommand> parse,
        Func<TCommand, bool> isNeeded,
        Func<IWorkspaceTransaction, TCommand, RerateCursor?, ValueTask<RerateCursor?>> prepare)
    {
        request.EnableBuffering();
        var cancellation = request.HttpContext.RequestAborted;
        var body = await bodies.ReadAsync(request, BodyRules.Required, cancellation).ConfigureAwait(false);
        request.Body.Position = 0;
        var command = parse(body);
        if (!isNeeded(command))
        {
            return;
        }

        // A sweep that fits into one write leaves little enough for the change itself. More than one takes another change of
        // the same rates at the same time; after the last, the change itself says that it has to be sent again.
        for (var sweep = 0; sweep < MaxSweeps && await SweepAsync().ConfigureAwait(false) > 1; sweep++)
        {
        }

        async Task<int> SweepAsync()
        {
            var caller = request.GetCaller();
            RerateCursor? cursor = null;
            var writes = 0;
            do
            {
                var from = cursor;
                cursor = await log.WriteAsync(
                    caller.Workspace.WorkspaceId, caller.UserId, transaction => prepare(transaction, command, from), cancellation)
                    .ConfigureAwait(false);
                writes++;
            }
            while (cursor is not null);
            return writes;
        }
    }
}
