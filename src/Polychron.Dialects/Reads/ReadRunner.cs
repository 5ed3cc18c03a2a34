using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Replies;
using Polychron.UseCases.Access;

namespace Polychron.Dialects.Reads;

/// <summary>The one way in which functions read.</summary>
public static class ReadRunner
{
    /// <summary>
    /// Runs a read of the caller's workspace as it was when the request came in (<see cref="Caller.Workspace"/>), and answers
    /// 304 without a body if the request's If-None-Match names the reply's ETag.
    /// </summary>
    /// <param name="request">The request, let in by the gate.</param>
    /// <param name="work">The read and the rendering of its reply. Refusals are exceptions.</param>
    public static Task<IResult> RunAsync(HttpRequest request, Func<Caller, ValueTask<Reply>> work)
    {
        var admitted = DialectRequest.Of(request);
        var reply = work(request.GetCaller());
        return reply.IsCompletedSuccessfully
            ? Task.FromResult<IResult>(Finish(request, admitted.Dialect, reply.Result))
            : FinishAsync(request, admitted.Dialect, reply);
    }

    private static async Task<IResult> FinishAsync(HttpRequest request, IDialect dialect, ValueTask<Reply> reply) =>
        Finish(request, dialect, await reply.ConfigureAwait(false));

    private static BytesResult Finish(HttpRequest request, IDialect dialect, Reply reply) =>
        reply is { ETag: { } etag, IsMoving: false } && RequestConditions.NoneMatchNames(request, etag)
            ? new BytesResult(StatusCodes.Status304NotModified) { ETag = etag }
            : reply.ToResult(dialect.ContentType, ReportPlanHeader.Of(request));
}
