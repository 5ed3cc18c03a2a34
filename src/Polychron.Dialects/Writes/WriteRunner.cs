using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Replies;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Writes;

/// <summary>
/// The one way in which functions write. It reads the body, runs the use case in a transaction of the caller's workspace,
/// and renders the reply inside it. With an <c>Idempotency-Key</c> the reply is stored in the same commit, so that a
/// repetition gets the same reply (with <c>Idempotency-Replayed: true</c>) and changes nothing, whatever crashed in between:
/// either both the write and its reply are there, or neither.
/// </summary>
/// <remarks>
/// Keys belong to a user in a workspace and live for 24 hours. Only replies to writes that were made are stored: a refused
/// request may be sent again with the same key.
/// </remarks>
public sealed class WriteRunner
{
    private static readonly KeyValuePair<string, string>[] Replayed = [new(IdempotencyKey.ReplayedHeader, "true")];

    private readonly IWorkspaceLog _log;
    private readonly BodyReader _bodies;

    internal WriteRunner(IWorkspaceLog log, BodyReader bodies)
    {
        _log = log;
        _bodies = bodies;
    }

    /// <summary>Runs a write whose command is read from the body.</summary>
    /// <param name="request">The request, let in by the gate.</param>
    /// <param name="parse">Makes the command of the body; called once, outside the transaction. Refusals are exceptions.</param>
    /// <param name="work">The use case and the rendering of its reply. It may be run again, and has no effect but on its transaction.</param>
    /// <param name="rules">What the body has to be.</param>
    /// <typeparam name="TCommand">The command.</typeparam>
    public async Task<IResult> RunAsync<TCommand>(
        HttpRequest request,
        Func<JsonBody, Caller, TCommand> parse,
        Func<TCommand, IWorkspaceTransaction, ValueTask<Reply>> work,
        BodyRules rules = BodyRules.Required)
    {
        var admitted = DialectRequest.Of(request);
        var dialect = admitted.Dialect;
        var caller = request.GetCaller();
        var cancellation = request.HttpContext.RequestAborted;
        var key = IdempotencyKey.Read(request);
        var body = await _bodies.ReadAsync(request, rules, cancellation).ConfigureAwait(false);
        var command = parse(body, caller);
        var workspace = caller.Workspace.WorkspaceId;
        if (key is null)
        {
            var (reply, sequence) = await _log
                .WriteAsync(workspace, caller.UserId, transaction => WorkAsync(command, transaction, work), cancellation)
                .ConfigureAwait(false);
            admitted.Sequence = sequence;
            return reply.ToResult(dialect.ContentType);
        }

        var keyed = new ReplyKey(caller.UserId, key);
        var fingerprint = RequestFingerprint.Of(dialect.FunctionPrefix, request, body.Bytes.Span);
        var (answer, written, isReplayed) = await _log.WriteAsync(
            workspace,
            caller.UserId,
            async transaction =>
            {
                if (await transaction.FindReplyAsync(keyed, cancellation).ConfigureAwait(false) is { } stored)
                {
                    return (ReplyArchive.Repeat(fingerprint, stored), (long?)null, true);
                }

                var (reply, sequence) = await WorkAsync(command, transaction, work).ConfigureAwait(false);
                transaction.StoreReply(keyed, ReplyArchive.Store(fingerprint, reply));
                return (reply, sequence, false);
            },
            cancellation).ConfigureAwait(false);
        admitted.Sequence = written;
        return answer.ToResult(dialect.ContentType, isReplayed ? Replayed : null);
    }

    /// <summary>Runs a write that reads the body itself; being run again, it reads it again.</summary>
    /// <inheritdoc cref="RunAsync{TCommand}" />
    public Task<IResult> RunAsync(
        HttpRequest request, Func<JsonBody, IWorkspaceTransaction, ValueTask<Reply>> work, BodyRules rules = BodyRules.Required) =>
        RunAsync(request, static (body, _) => body, work, rules);

    /// <summary>Runs a write without a body, such as a deletion.</summary>
    /// <inheritdoc cref="RunAsync{TCommand}" />
    public Task<IResult> RunAsync(HttpRequest request, Func<IWorkspaceTransaction, ValueTask<Reply>> work) =>
        RunAsync(request, static (_, _) => 0, (_, transaction) => work(transaction), BodyRules.None);

    /// <summary>Runs the work and tells its last record, or null if it changed nothing.</summary>
    private static async ValueTask<(Reply Reply, long? Sequence)> WorkAsync<TCommand>(
        TCommand command, IWorkspaceTransaction transaction, Func<TCommand, IWorkspaceTransaction, ValueTask<Reply>> work)
    {
        var before = transaction.Picture.Sequence;
        var reply = await work(command, transaction).ConfigureAwait(false);
        var after = transaction.Picture.Sequence;
        return (reply, after > before ? after : null);
    }
}
