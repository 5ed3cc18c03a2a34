using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Gate;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Rates;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>Gives many hours new rates in writes of their own before the change that asks for it.</summary>
internal static class RerateRunner
{
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

        var caller = request.GetCaller();
        RerateCursor? cursor = null;
        do
        {
            var from = cursor;
            cursor = await log.WriteAsync(
                caller.Workspace.WorkspaceId, caller.UserId, transaction => prepare(transaction, command, from), cancellation)
                .ConfigureAwait(false);
        }
        while (cursor is not null);
    }
}
