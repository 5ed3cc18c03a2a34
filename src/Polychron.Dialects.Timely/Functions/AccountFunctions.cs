using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire;
using Polychron.Dialects.Timely.Wire.Accounts;
using Polychron.Dialects.Urls;
using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Workspaces;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Accounts".</summary>
public sealed class AccountFunctions(IDirectory directory, IWorkspaceLog log, IClock clock)
{
    /// <summary>"List all accounts".</summary>
    [Function("TimelyListAccounts")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Accounts)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var now = clock.GetCurrentInstant();
            var accounts = await ListAccounts.RunAsync(directory, log, caller.UserId, request.HttpContext.RequestAborted)
                .ConfigureAwait(false);
            return Reply.Ok(JsonBytes.Render(
                accounts.Select(account => Viewer.Of(request, account.View, account.Member, now)),
                static (json, viewers) =>
                {
                    json.WriteStartArray();
                    foreach (var viewer in viewers)
                    {
                        AccountJson.Write(json, viewer, viewer.Picture.Workspace!);
                    }

                    json.WriteEndArray();
                }));
        });

    /// <summary>"Retrieve an account".</summary>
    [Function("TimelyShowAccount")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Account)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller =>
        {
            // The gate has looked the account up by the same number; a number it could not read is nobody's account.
            if (RouteId.Parse(id, "Account") != caller.Workspace.WorkspaceId)
            {
                throw DomainException.NotFound("Account");
            }

            var viewer = Viewer.Of(request, caller.Workspace, caller.Member, clock.GetCurrentInstant());
            return ValueTask.FromResult(Reply.Ok(Wire.Lists.Json.One(viewer, viewer.Picture.Workspace!, AccountJson.Write)));
        });
}
