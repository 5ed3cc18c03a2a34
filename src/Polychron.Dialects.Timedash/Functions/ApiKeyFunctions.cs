using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timedash.Bodies;
using Polychron.Dialects.Timedash.Lists;
using Polychron.Dialects.Timedash.Resources;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Users;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Tokens;

namespace Polychron.Dialects.Timedash.Functions;

/// <summary><c>api_keys</c>: the caller's own for this account, several of which can be active at one time.</summary>
public sealed class ApiKeyFunctions(
    WriteRunner writes, BodyReader bodies, IDirectory directory, IWorkspaceLog log, IRandomSource random, IClock clock)
{
    private const string What = "API key";

    /// <summary>Lists the keys, without their texts, which nobody has: one range read of the directory.</summary>
    [Function("TimedashListApiKeys")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.ApiKeys)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            var query = ListQuery<ApiToken>.Read(request, ApiKeys.Resource, viewer);
            return ListReply.Of(query, viewer, await OwnTokens.GoodAsync(directory, caller, request.HttpContext.RequestAborted));
        });

    /// <summary>
    /// Creates a key and shows its text, once: the answer to a repetition under the same idempotency key has null in its place,
    /// since it is stored nowhere.
    /// </summary>
    [Function("TimedashCreateApiKey")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ApiKeys)] HttpRequest request) =>
        writes.RunAsync(
            request,
            (body, _) => (Name: ApiKeyBody.Read(body, isNew: true).Or(""), Secret: TokenSecret.New(random)),
            async (wanted, transaction) =>
            {
                var viewer = Viewer.Of(request.GetCaller(), transaction);
                var token = await OwnTokens.CreateAsync(directory, transaction, wanted.Secret, wanted.Name, viewer.TokenId);
                return Reply.OkOnce(
                    ApiKeys.RenderNew(token, wanted.Secret, viewer), ApiKeys.RenderNew(token, null, viewer), ApiKeys.ETag(token, viewer));
            });

    /// <summary>Shows a key.</summary>
    [Function("TimedashShowApiKey")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.ApiKey)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, async caller => Shown(
            await OwnTokens.FindGoodAsync(directory, caller, RouteId.Parse(id, What), request.HttpContext.RequestAborted),
            Viewer.Of(caller, clock.GetCurrentInstant())));

    /// <summary>Gives a key another name, by PUT.</summary>
    [Function("TimedashReplaceApiKey")]
    public Task<IResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.ApiKey)] HttpRequest request, string id) =>
        RenameAsync(request, id);

    /// <summary>Gives a key another name, by PATCH.</summary>
    [Function("TimedashUpdateApiKey")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Routes.ApiKey)] HttpRequest request, string id) =>
        RenameAsync(request, id);

    /// <summary>Deletes a key: no request that begins after the answer is let in with it.</summary>
    [Function("TimedashDeleteApiKey")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.ApiKey)] HttpRequest request, string id)
    {
        var caller = request.GetCaller();
        var cancellation = request.HttpContext.RequestAborted;
        var token = await OwnTokens.FindGoodAsync(directory, caller, RouteId.Parse(id, What), cancellation);
        await OwnTokens.RevokeAsync(
            directory, log, caller, token.Id, Precondition(request, Viewer.Of(caller, clock.GetCurrentInstant())), cancellation);
        return new BytesResult(StatusCodes.Status204NoContent);
    }

    // The directory is no workspace: what is written there has no idempotency key, and needs none.
    private async Task<IResult> RenameAsync(HttpRequest request, string id)
    {
        var caller = request.GetCaller();
        var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
        var cancellation = request.HttpContext.RequestAborted;
        var keyId = RouteId.Parse(id, What);
        var name = ApiKeyBody.Read(await bodies.ReadAsync(request, BodyRules.Required, cancellation), isNew: false);
        var token = await OwnTokens.RenameAsync(directory, caller, keyId, name, Precondition(request, viewer), cancellation);
        return new BytesResult(StatusCodes.Status200OK, ApiKeys.Resource.Render(token, viewer)) { ETag = ApiKeys.ETag(token, viewer) };
    }

    private static Reply Shown(ApiToken token, Viewer viewer) =>
        Reply.Ok(ApiKeys.Resource.Render(token, viewer), ApiKeys.ETag(token, viewer));

    private static Func<ApiToken, bool>? Precondition(HttpRequest request, Viewer viewer) =>
        RequestConditions.IfMatch(request) is { } matches ? token => matches(ApiKeys.ETag(token, viewer)) : null;
}
