using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Dialects.Timether.Wire.Tokens;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Tokens;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>api_tokens</c>: the caller's own, as far as they are for this workspace.</summary>
public sealed class ApiTokenFunctions(
    WriteRunner writes, IDirectory directory, IWorkspaceLog log, IRandomSource random, IClock clock)
{
    private static readonly string[] Sorts = ["id"];

    /// <summary>Lists the tokens, without their texts, which nobody has.</summary>
    [Function("TimetherListApiTokens")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Tokens)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var query = ListQuery.Read(request, Sorts, [], DateTimeZone.Utc, hasUpdatedAfter: false);
            query.Query.ThrowIfInvalid();
            var (tokens, next) = await OwnTokens.PageAsync(
                directory, caller, query.IsDescending, query.Cursor?.Id, query.Limit, request.HttpContext.RequestAborted)
                .ConfigureAwait(false);
            return ListReply.Of(
                tokens,
                next is { } last ? query.CursorBehind(new SortKey(last), last) : null,
                Viewer.Of(caller, clock.GetCurrentInstant()),
                static (json, _, token) => ApiTokenJson.Write(json, token.Token, token.LastUsedAt));
        });

    /// <summary>
    /// Creates a token and shows its text, once: the answer to a repetition under the same idempotency key has none, since it
    /// is stored nowhere.
    /// </summary>
    [Function("TimetherCreateApiToken")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Tokens)] HttpRequest request) =>
        writes.RunAsync(
            request,
            (body, caller) => (Name: ApiTokenJson.ReadName(body), Secret: TokenSecret.New(random), Shown: caller.TokenId),
            async (wanted, transaction) =>
            {
                var token = await OwnTokens.CreateAsync(
                    directory, transaction, wanted.Secret, wanted.Name, wanted.Shown).ConfigureAwait(false);
                return Reply.CreatedOnce(
                    JsonBytes.Render((token, wanted.Secret), static (json, made) => ApiTokenJson.Write(json, made.token, null, made.Secret, isNew: true)),
                    JsonBytes.Render(token, static (json, made) => ApiTokenJson.Write(json, made, null, isNew: true)));
            });

    /// <summary>Revokes a token: no request that begins after the answer is let in with it.</summary>
    [Function("TimetherRevokeApiToken")]
    public async Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Token)] HttpRequest request, string id)
    {
        await OwnTokens.RevokeAsync(
            directory, log, request.GetCaller(), RouteId.Parse(id, "Token"), precondition: null, request.HttpContext.RequestAborted)
            .ConfigureAwait(false);
        return new BytesResult(StatusCodes.Status204NoContent);
    }
}
