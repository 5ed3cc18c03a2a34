using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timespace.Hooks;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Dialects.Timespace.Wire;
using Polychron.Dialects.Urls;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Records;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timespace.Functions;

/// <summary>"REST Hooks". A hook may be in several clouds, so that its writes go beside the runner of writes in one.</summary>
public sealed class HookFunctions(
    BodyReader bodies, CreateWebhook create, UpdateWebhook update, IDirectory directory, IWorkspaceLog log, IRandomSource random)
{
    private const int MaxIdLength = 64;

    private readonly HookSubscriptions _hooks = new(create, update, directory, log, random);

    /// <summary>"Listen to changes for this type of records".</summary>
    [Function("TimespaceSubscribe")]
    public async Task<IResult> Subscribe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Hooks)] HttpRequest request, string id, string language)
    {
        var type = PathId.Type(id);
        var cancellation = request.HttpContext.RequestAborted;
        var fields = (await bodies.ReadAsync(request, BodyRules.Required, cancellation).ConfigureAwait(false)).Read();
        fields.Require("hook_url");
        var url = fields.Text("hook_url", Webhook.MaxUrlLength).Or(null);
        var cloudText = fields.Text("cloud", MaxIdLength).Or(null);
        long? cloud = null;
        if (!string.IsNullOrEmpty(cloudText))
        {
            if (RecordId.TryParse(cloudText, out var named) && named.Type.Kind == RecordKind.Cloud && named.Number == named.Cloud)
            {
                cloud = named.Cloud;
            }
            else
            {
                fields.Fail("cloud", "is not the id of a cloud.");
            }
        }

        fields.ThrowIfInvalid();
        var (hooks, secret) = await _hooks.SubscribeAsync(
            request.GetCaller(),
            new HookSubscriptions.Request(url!, type, cloud, LanguageTags.Read(language), RequestUrl.Base(request)),
            cancellation).ConfigureAwait(false);
        return new BytesResult(StatusCodes.Status201Created, HookJson.Subscribed(type.Id, hooks, secret));
    }

    /// <summary>The caller's hooks, beyond the document.</summary>
    [Function("TimespaceListHooks")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Hooks)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            RequireNone(id);
            return Reply.Ok(HookJson.List(
                await _hooks.ListAsync(caller, request.HttpContext.RequestAborted).ConfigureAwait(false)));
        });

    /// <summary>Deletes a hook by its address.</summary>
    [Function("TimespaceUnsubscribe")]
    public async Task<IResult> Unsubscribe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Hooks)] HttpRequest request, string id)
    {
        RequireNone(id);
        var cancellation = request.HttpContext.RequestAborted;
        var fields = (await bodies.ReadAsync(request, BodyRules.Required, cancellation).ConfigureAwait(false)).Read();
        fields.Require("hook_url");
        var url = fields.Text("hook_url", Webhook.MaxUrlLength).Or(null);
        fields.ThrowIfInvalid();
        await _hooks.UnsubscribeAsync(request.GetCaller(), url!, cancellation).ConfigureAwait(false);
        return new BytesResult(StatusCodes.Status200OK, HookJson.Unsubscribed(url!));
    }

    private static void RequireNone(string id)
    {
        if (id != PathId.None)
        {
            throw PathId.NotFound();
        }
    }
}
